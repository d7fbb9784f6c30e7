"""How hard a solve tries: one frozen value, room by room, with its reasons."""
