"""Flyers: what one page about a seminar says where the office has worded it."""
