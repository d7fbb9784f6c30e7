"""Bids: a host's request, its wishes, and what is decided about it."""
