"""Column generation over trips: proven bounds, and the best plan with its proof.

`docs/solver.md` has the sets, variables and rows, and why each bound is valid.
"""
