"""A tour that follows an earlier one, and what it takes over from it."""
