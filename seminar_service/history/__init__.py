"""Who did what, when, to which thing: one table."""
