"""Pamphlets and posters: what there is where, who orders it, and what is sent to whom."""
