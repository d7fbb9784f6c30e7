"""A plan that is changed by hand, move by move."""
