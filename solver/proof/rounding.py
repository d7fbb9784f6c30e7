"""From a bound in floating point to one in whole yen."""

import math

SLACK_YEN = 0.49
"""How far a bound in floating point may lie above the true one, in yen, without any harm.

Costs are whole, and a search that ends with a bound half a yen below its plan (`mip_abs_gap`) has
proven that plan; so it is a little less than that half.
"""


def whole_yen(bound: float) -> int:
    """Return the least whole yen that a cost can have above a bound in floating point."""
    return math.ceil(bound - SLACK_YEN)
