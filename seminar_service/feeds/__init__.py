"""Feeds: which seminars each subscribed calendar shows."""
