"""Accounts on the web."""
