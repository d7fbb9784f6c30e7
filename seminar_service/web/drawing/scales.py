"""Round numbers at which the lines of a chart's grid stand."""

from collections.abc import Iterator
from typing import Final

STEPS: Final = (1, 2, 5, 10)


def round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is not below `least`."""
    power = 1
    while power * STEPS[-1] < least:
        power *= STEPS[-1]
    return next(power * each for each in STEPS if power * each >= least)


def round_numbers(low: float, high: float, most: int) -> Iterator[int]:
    """Yield round numbers between two others that are not below 0, about `most` at most."""
    step = round_step((high - low) / most)
    first = -(-int(low) // step)
    yield from range(first * step, int(high) + 1, step)
