"""A seminar, its places, and everything that can happen to them, as rules and laws."""
