"""Where a building stands, as people paste it from a map."""

import re
from typing import Final

from seminar_service.domain.errors import PositionMalformed
from seminar_service.domain.text_folding import fold_width

_POSITION: Final = re.compile(
    r"\(?\s*([0-9]{1,3}(?:\.[0-9]{1,20})?)\s*°?\s*[,、\s]\s*([0-9]{1,3}(?:\.[0-9]{1,20})?)\s*°?\s*\)?"
)
_LATITUDES: Final = (20.0, 46.0)
_LONGITUDES: Final = (122.0, 154.5)
_DECIMALS: Final = 6
_EXAMPLE: Final = "latitude and longitude in Japan, such as 35.681236, 139.767125"


def normalise_position(text: str) -> str:
    """Return a position as `35.681236,139.767125`: degrees north, then degrees east.

    Full-width digits, brackets and spaces as maps give them are read.

    Raises:
        PositionMalformed: When it is no position, or none in Japan.
    """
    match = _POSITION.fullmatch(fold_width(text).strip())
    if match is None:
        raise PositionMalformed(text, _EXAMPLE)
    latitude, longitude = float(match[1]), float(match[2])
    if not _within(latitude, _LATITUDES) or not _within(longitude, _LONGITUDES):
        raise PositionMalformed(text, _EXAMPLE)
    return f"{_written(latitude)},{_written(longitude)}"


def degrees(position: str) -> tuple[float, float]:
    """Return latitude and longitude of a normalised position."""
    latitude, _, longitude = position.partition(",")
    return float(latitude), float(longitude)


def _within(degree: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= degree <= bounds[1]


def _written(degree: float) -> str:
    return f"{degree:.{_DECIMALS}f}".rstrip("0").rstrip(".")
