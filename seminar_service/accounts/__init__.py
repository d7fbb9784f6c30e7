"""Accounts of the staff: roles, passwords, second factors, sessions."""
