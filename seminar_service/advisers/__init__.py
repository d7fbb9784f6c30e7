"""Advisers, and what each can do for one tour."""
