"""The master problem: its variables, rows and cuts, and its linear program."""
