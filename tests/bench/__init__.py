"""What the planner reaches, measured: `make bench`, or `python -m tests.bench --help`."""
