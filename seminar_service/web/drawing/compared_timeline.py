"""Two plans on the days from left to right, one line for each adviser.

A line has three lanes: above what only the one plan has, below what only the other has, and between
them, quietly, what both have. A seminar that moves within a line has a stroke from where it was to
where it is; everywhere it bears the number of its bid.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

from seminar_service.web.drawing.day_lines import DayLines, RowGroup, stack
from seminar_service.web.drawing.day_scale import Scale, Span, beside, day_ground

ROW: Final = 66
RADIUS: Final = 5.5
LETTER: Final = 11
CLOSE: Final = 13
"""Marks that are no further apart have their numbers together, behind the last of them."""


class Side(StrEnum):
    """Which of two plans has something."""

    BEFORE = "before"
    BOTH = "both"
    AFTER = "after"


MARK_LANE: Final = {Side.BEFORE: 9, Side.BOTH: 33, Side.AFTER: 57}
"""The middle of seminars, from the upper edge of a line."""
TRIP_LANE: Final = {Side.BEFORE: 17, Side.BOTH: 28, Side.AFTER: 39}
"""The upper edge of trips."""


@dataclass(frozen=True, slots=True)
class ComparedTrip:
    """A trip from its first to its last day; `places` by name, as short as maps have them."""

    side: Side
    first: date
    last: date
    text: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedSeminar:
    """A seminar on its day: `label` tells it apart in the drawing, `text` says what it is."""

    side: Side
    day: date
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What one adviser does in two plans; `unavailable` are days that are out of the question."""

    name: str
    trips: tuple[ComparedTrip, ...]
    seminars: tuple[ComparedSeminar, ...]
    unavailable: tuple[date, ...] = ()
    adviser_id: int = 0

    @property
    def differences(self) -> int:
        """Of how many seminars only one of the plans has this adviser on this day."""
        return len({each.label for each in self.seminars if each.side is not Side.BOTH})


ComparedGroup = RowGroup[ComparedRow]


@dataclass(frozen=True, slots=True)
class ComparedBar:
    """A drawn trip, with as many of its places as there is room for."""

    trip: ComparedTrip
    x: float
    y: int
    width: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class ComparedMark:
    """A drawn seminar; `x` and `y` are its middle."""

    seminar: ComparedSeminar
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of marks that are close together, as many as there is room for."""

    text: str
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One adviser's drawn line; `y` is its upper edge.

    `strokes` join the middles of a mark above and one below that stand for the same seminar.
    """

    row: ComparedRow
    y: int
    bars: tuple[ComparedBar, ...]
    marks: tuple[ComparedMark, ...]
    numbers: tuple[Numbers, ...]
    strokes: tuple[tuple[ComparedMark, ComparedMark], ...]
    gaps: tuple[Span, ...]


ComparedTimeline = DayLines[ComparedLine]


def compared_timeline(
    days: tuple[date, date],
    groups: Iterable[ComparedGroup],
    *,
    closed: Collection[date] = (),
    today: date | None = None,
) -> ComparedTimeline:
    """Lay out some days of two plans; what lies outside is cut off at the first or the last.

    Args:
        days: The first and the last day.
        groups: Who stands where.
        closed: Days on which nothing is held.
        today: The present day.
    """
    scale = Scale(*days)
    return stack(day_ground(scale, closed, today), groups, ROW, partial(_line, scale))


def _line(scale: Scale, y: int, row: ComparedRow) -> ComparedLine:
    marks = tuple(
        ComparedMark(each, scale.middle(each.day), y + MARK_LANE[each.side])
        for each in sorted(row.seminars, key=lambda seminar: seminar.day)
        if each.day in scale
    )
    return ComparedLine(
        row=row,
        y=y,
        bars=tuple(bar for side in Side for bar in _bars(scale, y, row.trips, side)),
        marks=marks,
        numbers=tuple(_numbers(scale, marks)),
        strokes=tuple(_strokes(marks)),
        gaps=tuple(scale.spans(row.unavailable)),
    )


def _bars(scale: Scale, y: int, trips: Iterable[ComparedTrip], side: Side) -> Iterator[ComparedBar]:
    shown = sorted(
        (
            each
            for each in trips
            if each.side is side and each.first <= scale.last and each.last >= scale.first
        ),
        key=lambda trip: trip.first,
    )
    spans = [scale.span(trip.first, trip.last) for trip in shown]
    ends = [*(span.x for span in spans), scale.width][1:]
    for trip, span, end in zip(shown, spans, ends, strict=True):
        label, label_x = beside(trip.places, span, end, LETTER)
        yield ComparedBar(trip, span.x, y + TRIP_LANE[side], span.width, label, label_x)


def _numbers(scale: Scale, marks: Sequence[ComparedMark]) -> Iterator[Numbers]:
    """Beside the marks of what differs: what both plans have needs none."""
    for side in (Side.BEFORE, Side.AFTER):
        clusters = list(_clusters([each for each in marks if each.seminar.side is side]))
        ends = [*(each[0].x - RADIUS for each in clusters), scale.width][1:]
        for cluster, end in zip(clusters, ends, strict=True):
            last = cluster[-1]
            # As wide as nothing, so that the numbers stand behind the marks and not over them.
            edge = Span(last.seminar.day, last.seminar.day, last.x + RADIUS - 2, 0)
            text, x = beside([each.seminar.label for each in cluster], edge, end, LETTER)
            if text:
                yield Numbers(text, x, last.y)


def _clusters(marks: Iterable[ComparedMark]) -> Iterator[list[ComparedMark]]:
    cluster: list[ComparedMark] = []
    for mark in marks:
        if cluster and mark.x - cluster[-1].x > CLOSE:
            yield cluster
            cluster = []
        cluster.append(mark)
    if cluster:
        yield cluster


def _strokes(marks: Iterable[ComparedMark]) -> Iterator[tuple[ComparedMark, ComparedMark]]:
    known = list(marks)
    above = {each.seminar.label: each for each in known if each.seminar.side is Side.BEFORE}
    for mark in known:
        if mark.seminar.side is Side.AFTER and mark.seminar.label in above:
            yield above[mark.seminar.label], mark
