"""Reminders: one mail a week and one a day before a seminar, to everybody who has a place."""
