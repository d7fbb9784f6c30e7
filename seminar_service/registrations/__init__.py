"""Registrations: one person's place, or wait, at one seminar."""
