"""Japan in an own projection: outlines of the prefectures as paths, and where their offices lie.

The projection is Lambert's conformal conic one, as usual for countries in the middle latitudes.
Okinawa and the islands near it stand in a frame in the north-west, as large as the rest.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, log, pi, radians, sin, tan
from typing import Final

from seminar_service.domain.prefectures import prefecture

EARTH_KM: Final = 6371.0
UNITS_OF_KM: Final = 0.62
"""Units of the drawing to a kilometre: the main islands are about a thousand units high."""
MARGIN: Final = 12
PARALLELS: Final = (33.0, 42.0)
MERIDIAN: Final = 137.5
FRAMED_BELOW: Final = 30.0
"""Degrees north; what lies south of it stands in the frame."""
HUNDREDTH: Final = 100

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A prefecture's code, and its islands as a path for SVG."""

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Japan:
    """The drawing's size in its own units, the outlines, and the frame of the southern islands."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    frame: tuple[int, int, int, int]
    shifts: tuple[Point, Point]

    def office(self, code: str) -> Point:
        """Where a prefecture's office lies in the drawing."""
        place = prefecture(code)
        return self.at(place.longitude, place.latitude)

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place on earth, in degrees, lies in the drawing."""
        x, y = _projected(longitude, latitude)
        right, down = self.shifts[latitude < FRAMED_BELOW]
        return round(x + right, 1), round(y + down, 1)


@cache
def japan() -> Japan:
    """Lay the map out, once in a process."""
    rings = {code: [list(_points(each)) for each in read] for code, read in _read().items()}
    every = [ring for those in rings.values() for ring in those]
    main = _box(each for each in every if not _is_framed(each))
    framed = _box(each for each in every if _is_framed(each))
    shifts = (
        (MARGIN - main[0], MARGIN - main[1]),
        (2 * MARGIN - framed[0], 2 * MARGIN - framed[1]),
    )
    width, height = (round(main[n + 2] - main[n]) + 2 * MARGIN for n in (0, 1))
    frame = tuple(round(framed[n + 2] - framed[n]) + 2 * MARGIN for n in (0, 1))
    drawing = Japan(width, height, (), (MARGIN, MARGIN, frame[0], frame[1]), shifts)
    outlines = tuple(
        Outline(code, "".join(_path(drawing, each) for each in those))
        for code, those in rings.items()
    )
    return Japan(width, height, outlines, drawing.frame, shifts)


def _read() -> dict[str, list[list[int]]]:
    file = files("seminar_service").joinpath("data", "outlines.json")
    found: dict[str, list[list[int]]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _points(steps: list[int]) -> Iterator[Point]:
    """The points of a ring in degrees, of which the first is kept, and the step to each other."""
    longitude = latitude = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        longitude, latitude = longitude + east, latitude + north
        yield longitude / HUNDREDTH, latitude / HUNDREDTH


def _is_framed(ring: list[Point]) -> bool:
    return ring[0][1] < FRAMED_BELOW


def _box(rings: Iterable[list[Point]]) -> tuple[float, float, float, float]:
    """The least and the greatest x and y of rings, before they are shifted."""
    points = [_projected(*each) for ring in rings for each in ring]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _path(drawing: Japan, ring: list[Point]) -> str:
    """A ring in whole units; points that fall onto the one before are left out."""
    points = [tuple(map(round, drawing.at(*each))) for each in ring]
    kept = [each for n, each in enumerate(points) if n == 0 or each != points[n - 1]]
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + "Z"


def _cone() -> tuple[float, float]:
    """The constant of the cone, and the factor of its radii."""
    first, second = map(radians, PARALLELS)
    ratio = tan(pi / 4 + second / 2) / tan(pi / 4 + first / 2)
    constant = log(cos(first) / cos(second)) / log(ratio)
    return constant, cos(first) * tan(pi / 4 + first / 2) ** constant / constant


_CONSTANT, _FACTOR = _cone()


def _projected(longitude: float, latitude: float) -> Point:
    """Where a place lies from the cone's tip, in units of the drawing; y goes down."""
    radius = _FACTOR / tan(pi / 4 + radians(latitude) / 2) ** _CONSTANT
    angle = _CONSTANT * radians(longitude - MERIDIAN)
    units = EARTH_KM * UNITS_OF_KM
    return units * radius * sin(angle), units * radius * cos(angle)
