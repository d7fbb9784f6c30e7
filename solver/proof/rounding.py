"""From a bound in floating point to one in whole yen."""

import math

SLACK_YEN = 0.01
"""How far a bound in floating point may lie above the true one, in yen."""


def whole_yen(bound: float) -> int:
    """Return the least whole yen that a cost can have above a bound in floating point."""
    return math.ceil(bound - SLACK_YEN)
