"""Seminars: what a released plan makes of the bids."""
