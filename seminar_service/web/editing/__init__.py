"""Two people at one form: what each entered, side by side, and nothing of it lost."""
