"""How plentiful the places of a seminar are, in three words that everybody understands."""

from enum import StrEnum
from typing import Final

FEW_PLACES: Final = 5
FEW_SHARE: Final = 5


class PlacesLeft(StrEnum):
    """Enough, few, or none; shown as a ring, a triangle and a cross."""

    ENOUGH = "enough"
    FEW = "few"
    NONE = "none"


def places_left(left: int, capacity: int) -> PlacesLeft:
    """Say how plentiful `left` of `capacity` places are.

    Few are five or fewer, or a fifth of the capacity or less.
    """
    if left <= 0:
        return PlacesLeft.NONE
    if left <= FEW_PLACES or left * FEW_SHARE <= capacity:
        return PlacesLeft.FEW
    return PlacesLeft.ENOUGH
