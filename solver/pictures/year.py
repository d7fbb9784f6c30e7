"""The year of each adviser: trips as bars, seminars as dots, and the refusals below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from solver.formats.instance import Instance
from solver.formats.plan import Decline, Seminar
from solver.formats.report import Trip
from solver.pictures.svg import Canvas

LEFT, TOP, WIDTH, ROW = 170.0, 46.0, 1000.0, 22.0
GRID, BAR, SEMINAR, UNAVAILABLE, REFUSED = "#d9dee5", "#7aa6d8", "#12355b", "#e4e4e4", "#b3261e"

MOST_MONTHS = 20
"""Months that are named at most; more names would cover each other."""

STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months from one that is named to the next; the longest suits all years that there are."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where dates lie from left to right.

    Attributes:
        first: The date at the left edge.
        last: The last date that is shown.
    """

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins, held within the picture."""
        days = (self.last - self.first).days + 1
        part = ((day - self.first).days) / days
        return LEFT + WIDTH * min(max(part, 0.0), 1.0)

    def width(self, first: date, last: date) -> float:
        """Return how wide a span of days is, both included; never too narrow to be seen."""
        return max(self.x(last) + self.day_width - self.x(first), 2.0)

    @property
    def day_width(self) -> float:
        """How wide one day is."""
        return WIDTH / ((self.last - self.first).days + 1)

    def months(self) -> list[date]:
        """Return the first of each month that begins within the picture, evenly fewer if many."""
        first, last = _month_number(self.first), _month_number(self.last)
        step = next(step for step in STEPS if (last - first) // step < MOST_MONTHS)
        months = range(first + -first % step, last + 1, step)
        days = [date(number // 12, number % 12 + 1, 1) for number in months]
        return [day for day in days if day >= self.first]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def height_of(instance: Instance, declined: Sequence[Decline]) -> float:
    """Return how high the chart is."""
    return TOP + ROW * (len(instance.advisers) + len(declined)) + (30 if declined else 10)


def draw_year(
    canvas: Canvas,
    instance: Instance,
    seminars: Sequence[Seminar],
    declined: Sequence[Decline],
    itineraries: Mapping[str, Sequence[Trip]],
) -> None:
    """Draw one row for each adviser, and one for each declined bid with the dates it offered."""
    scale = Scale(instance.horizon.start, instance.horizon.end)
    _draw_months(canvas, scale, height_of(instance, declined) - 8)
    held = {seminar.bid: seminar for seminar in seminars}
    for row, adviser in enumerate(instance.advisers):
        y = TOP + ROW * row
        canvas.text(LEFT - 8, y + 15, adviser.name, anchor="end")
        for first, last in _spans(adviser.unavailable):
            canvas.rectangle(scale.x(first), y, scale.width(first, last), ROW - 2, fill=UNAVAILABLE)
        for trip in itineraries.get(adviser.id, ()):
            _draw_trip(canvas, scale, y, trip, held)
    for row, decline in enumerate(declined, start=len(instance.advisers)):
        _draw_refusal(canvas, scale, TOP + ROW * row + 20, instance, decline)


def _draw_months(canvas: Canvas, scale: Scale, bottom: float) -> None:
    for month in scale.months():
        canvas.line((scale.x(month), TOP - 6), (scale.x(month), bottom), stroke=GRID)
        canvas.text(scale.x(month) + 3, TOP - 10, month.isoformat()[:7])


def _draw_trip(
    canvas: Canvas, scale: Scale, y: float, trip: Trip, held: Mapping[str, Seminar]
) -> None:
    """Draw a trip from departure to return, and its seminars on it."""
    yen = trip.fares_yen + trip.hotels_yen
    title = f"{trip.departs} - {trip.returns}: {', '.join(trip.bids)} ({yen:,} yen)"
    width = scale.width(trip.departs, trip.returns)
    canvas.rectangle(scale.x(trip.departs), y + 4, width, ROW - 10, fill=BAR, title=title)
    for bid in trip.bids:
        x = scale.x(held[bid].date) + scale.day_width / 2
        canvas.dot(x, y + ROW / 2 - 1, 2.5, fill=SEMINAR, title=f"{bid}: {held[bid].date}")


def _draw_refusal(
    canvas: Canvas, scale: Scale, y: float, instance: Instance, decline: Decline
) -> None:
    bid = instance.bids[instance.bid_index[decline.bid]]
    canvas.text(LEFT - 8, y + 12, f"× {bid.id} {bid.host}"[:28], anchor="end", fill=REFUSED)
    for day in bid.dates:
        if day in instance.horizon:
            x, middle = scale.x(day) + scale.day_width / 2, y + 8
            canvas.line((x - 3, middle - 3), (x + 3, middle + 3), stroke=REFUSED)
            canvas.line((x - 3, middle + 3), (x + 3, middle - 3), stroke=REFUSED)
    canvas.text(LEFT + WIDTH + 8, y + 12, decline.reason, fill=REFUSED)


def _spans(days: frozenset[date]) -> list[tuple[date, date]]:
    """Return runs of days that follow each other, as first and last day."""
    ordered = sorted(days)
    if not ordered:
        return []
    breaks = [(one, other) for one, other in pairwise(ordered) if (other - one).days > 1]
    firsts = [ordered[0], *(other for _, other in breaks)]
    return list(zip(firsts, [*(one for one, _ in breaks), ordered[-1]], strict=True))
