"""Notices: emails that the office writes to participants."""
