"""Alerts: one mail to whoever waits for a seminar with places, by prefecture or topic."""
