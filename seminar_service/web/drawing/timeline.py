"""A fiscal year from left to right, one line for each adviser.

Three lanes above each other, so that nothing hides another: seminars as marks, trips as bars, and
unavailable days as a thin strip.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from seminar_service.domain.fiscal_years import FiscalYear

DAY: Final = 3
NAME_WIDTH: Final = 150
HEAD: Final = 30
ROW: Final = 48
BAR: Final = 8
SEMINAR_LANE: Final = -11
TRIP_LANE: Final = -2
GAP_LANE: Final = 12


@dataclass(frozen=True, slots=True)
class TimelineTrip:
    """A trip from its first to its last day, in words, and where it leads (if anywhere)."""

    first: date
    last: date
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineSeminar:
    """A seminar on its day; `is_locked` where planning must keep it."""

    day: date
    text: str
    url: str | None = None
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What one adviser does in the year; `unavailable` are days that are out of the question."""

    name: str
    trips: tuple[TimelineTrip, ...]
    seminars: tuple[TimelineSeminar, ...]
    unavailable: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn trip."""

    trip: TimelineTrip
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn seminar; `x` is its middle."""

    seminar: TimelineSeminar
    x: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A drawn stretch of unavailable days."""

    first: date
    last: date
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One adviser's line; `y` is its middle, the lanes are where each kind of thing is drawn."""

    row: TimelineRow
    y: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]

    @property
    def seminar_y(self) -> int:
        """The middle of the seminars."""
        return self.y + SEMINAR_LANE

    @property
    def trip_y(self) -> int:
        """The upper edge of the trips."""
        return self.y + TRIP_LANE

    @property
    def gap_y(self) -> int:
        """The upper edge of the unavailable days."""
        return self.y + GAP_LANE


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """The stripe of one month."""

    first: date
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing, in its own units."""

    width: int
    height: int
    name_width: int
    bar_height: int
    head_height: int
    months: tuple[DrawnMonth, ...]
    rows: tuple[DrawnRow, ...]


def timeline(fiscal_year: int, rows: Sequence[TimelineRow]) -> Timeline:
    """Lay out a fiscal year; what lies outside it is cut off at its first or last day."""
    year = FiscalYear(fiscal_year)
    first, last = year.first_day, year.last_day
    return Timeline(
        width=_x(first, last) + DAY,
        height=HEAD + ROW * len(rows),
        name_width=NAME_WIDTH,
        bar_height=BAR,
        head_height=HEAD,
        months=_months(year),
        rows=tuple(_row(first, last, index, row) for index, row in enumerate(rows)),
    )


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Join days that follow each other into stretches of first and last day."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _x(first: date, day: date) -> int:
    return NAME_WIDTH + (day - first).days * DAY


def _months(year: FiscalYear) -> tuple[DrawnMonth, ...]:
    return tuple(
        DrawnMonth(begin, _x(year.first_day, begin), (end - begin).days * DAY)
        for begin, end in pairwise((*year.months, year.next.first_day))
    )


def _row(first: date, last: date, index: int, row: TimelineRow) -> DrawnRow:
    return DrawnRow(
        row=row,
        y=HEAD + ROW * index + ROW // 2,
        bars=tuple(
            Bar(trip, *_span(first, last, trip.first, trip.last))
            for trip in row.trips
            if trip.first <= last and trip.last >= first
        ),
        marks=tuple(
            Mark(seminar, _x(first, seminar.day) + DAY // 2)
            for seminar in row.seminars
            if first <= seminar.day <= last
        ),
        gaps=tuple(
            Gap(begin, end, *_span(first, last, begin, end))
            for begin, end in stretches(row.unavailable)
            if begin <= last and end >= first
        ),
    )


def _span(first: date, last: date, begin: date, end: date) -> tuple[int, int]:
    """Return left edge and width of a stretch of days within the year."""
    begin, end = max(first, begin), min(last, end)
    return _x(first, begin), ((end - begin).days + 1) * DAY
