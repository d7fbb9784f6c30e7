"""Days from left to right, one line for each adviser, as close as the reader looks.

Lanes above each other, so that nothing hides another: seminars as marks, under them trips as bars
with a thick line for their nights. Days that are out of the question are the ground behind them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from seminar_service.web.drawing.day_lines import DayLines, RowGroup, stack
from seminar_service.web.drawing.day_scale import (
    ONE_DAY,
    Scale,
    Span,
    beside,
    day_ground,
)

ROW: Final = 44
SEMINAR_LANE: Final = 11
TRIP_LANE: Final = 20
TRIP: Final = 13
NIGHT_LANE: Final = 34
LETTER: Final = 11
"""The size of the letters beside trips."""


@dataclass(frozen=True, slots=True)
class TimelineTrip:
    """A trip from its first to its last day.

    Attributes:
        first, last: Its days.
        text: It in words.
        url: Where it leads, None for nowhere.
        places: Its places by name, as short as maps have them.
        busy: The days on which a seminar is given; on the others one only travels or waits.
        bids: The bids whose seminars it visits, in order.
    """

    first: date
    last: date
    text: str
    url: str | None = None
    places: tuple[str, ...] = ()
    busy: frozenset[date] = frozenset()
    bids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineSeminar:
    """A seminar on its day.

    Attributes:
        day: Its day.
        text: It in words.
        url: Where it leads, None for nowhere.
        is_locked: Whether planning must keep it.
        bid_id: Its bid.
        position: Which slot of it the adviser of this line fills, counted from 0.
        seen: The mark of how it is held, for whoever moves it.
    """

    day: date
    text: str
    url: str | None = None
    is_locked: bool = False
    bid_id: int = 0
    position: int = 0
    seen: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What one adviser does; `unavailable` are days that are out of the question."""

    name: str
    trips: tuple[TimelineTrip, ...]
    seminars: tuple[TimelineSeminar, ...]
    unavailable: tuple[date, ...] = ()
    adviser_id: int = 0


TimelineGroup = RowGroup[TimelineRow]


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn trip.

    Attributes:
        trip: The trip.
        x, width: Its days.
        waits: Its days without a seminar.
        nights: Its nights, as one stretch; None where there is none.
        label: As many of its places as there is room for; empty where there is none.
        label_x: Where they begin.
    """

    trip: TimelineTrip
    x: float
    width: float
    waits: tuple[Span, ...]
    nights: Span | None
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn seminar; `x` is its middle."""

    seminar: TimelineSeminar
    x: float


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One adviser's line; `y` is its upper edge."""

    row: TimelineRow
    y: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Span, ...]

    @property
    def seminar_y(self) -> int:
        """The middle of the seminars."""
        return self.y + SEMINAR_LANE

    @property
    def trip_y(self) -> int:
        """The upper edge of the trips."""
        return self.y + TRIP_LANE

    @property
    def night_y(self) -> int:
        """The upper edge of the nights."""
        return self.y + NIGHT_LANE

    @property
    def is_busy(self) -> bool:
        """Whether anything is drawn but the days that are out of the question."""
        return bool(self.bars or self.marks)


Timeline = DayLines[DrawnRow]


def timeline(
    days: tuple[date, date],
    groups: Iterable[TimelineGroup],
    *,
    closed: Collection[date] = (),
    today: date | None = None,
) -> Timeline:
    """Lay out some days; what lies outside is cut off at the first or the last.

    Args:
        days: The first and the last day.
        groups: Who stands where.
        closed: Days on which nothing is held.
        today: The present day.
    """
    scale = Scale(*days)
    return stack(day_ground(scale, closed, today), groups, ROW, partial(_row, scale))


def _row(scale: Scale, y: int, row: TimelineRow) -> DrawnRow:
    trips = [each for each in row.trips if each.first <= scale.last and each.last >= scale.first]
    return DrawnRow(
        row=row,
        y=y,
        bars=tuple(_bars(scale, sorted(trips, key=lambda trip: trip.first))),
        marks=tuple(
            Mark(seminar, scale.middle(seminar.day))
            for seminar in row.seminars
            if seminar.day in scale
        ),
        gaps=tuple(scale.spans(row.unavailable)),
    )


def _bars(scale: Scale, trips: Sequence[TimelineTrip]) -> Iterator[Bar]:
    drawn = [scale.span(trip.first, trip.last) for trip in trips]
    ends = [*(span.x for span in drawn), scale.width][1:]
    for trip, span, end in zip(trips, drawn, ends, strict=True):
        waits, nights = tuple(_waits(scale, trip)), _nights(scale, trip)
        label, label_x = beside(trip.places, span, end, LETTER)
        yield Bar(trip, span.x, span.width, waits, nights, label, label_x)


def _waits(scale: Scale, trip: TimelineTrip) -> Iterator[Span]:
    days = (trip.first + ONE_DAY * number for number in range((trip.last - trip.first).days + 1))
    return scale.spans(day for day in days if day not in trip.busy)


def _nights(scale: Scale, trip: TimelineTrip) -> Span | None:
    """From the middle of the first day to that of the last."""
    first, last = max(trip.first, scale.first), min(trip.last, scale.last)
    if first == last:
        return None
    begin, end = scale.middle(first), scale.middle(last)
    return Span(first, last, begin, round(end - begin, 1))
