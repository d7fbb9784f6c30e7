"""Tours: all seminars of one fiscal year, with their rules and their calendar."""
