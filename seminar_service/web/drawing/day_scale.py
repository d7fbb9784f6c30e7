"""Where days lie that are drawn from left to right."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

ONE_DAY: Final = timedelta(days=1)
CHART: Final = 1_096
"""About how wide the days are together, in pixels; the names stand beside them."""
MONDAY: Final = 0
WIDE_DAY: Final = 9
"""From this width of a day on, single days are told apart."""
NAMED_DAY: Final = 30
"""From this width on, each day has its number and weekday."""
NARROW_LETTER: Final = 0.58
"""How wide a Latin letter is at the most, as a share of its size; Japanese ones are square."""
DOT: Final = "\u30fb"
ELLIPSIS: Final = "\u2026"


@dataclass(frozen=True, slots=True)
class Span:
    """Days beside each other, drawn: the first and the last, left edge and width."""

    first: date
    last: date
    x: float
    width: float


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Join days that follow each other into stretches of first and last day."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and day - found[-1][1] == ONE_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


class Scale:
    """Where some days lie, the first at 0.

    Args:
        first, last: The days.
    """

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.length = (last - first).days + 1
        self.day = round(CHART / self.length, 2)

    @property
    def width(self) -> float:
        """How wide all days are together."""
        return round(self.day * self.length, 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def middle(self, day: date) -> float:
        """Where the middle of a day is."""
        return round(((day - self.first).days + 0.5) * self.day, 1)

    def span(self, first: date, last: date) -> Span:
        """Some days, of which at least one is shown."""
        first, last = max(first, self.first), min(last, self.last)
        x = (first - self.first).days * self.day
        return Span(first, last, round(x, 1), round(((last - first).days + 1) * self.day, 1))

    def spans(self, days: Iterable[date]) -> Iterator[Span]:
        """Days, joined where they follow each other, as far as they are shown."""
        for first, last in stretches(days):
            if first <= self.last and last >= self.first:
                yield self.span(first, last)

    def parts(self, begins: Callable[[date], bool]) -> Iterator[Span]:
        """All days in parts, each of which begins where that is said."""
        days = (self.first + ONE_DAY * number for number in range(self.length))
        starts = [day for day in days if day == self.first or begins(day)]
        for one, following in pairwise([*starts, self.last + ONE_DAY]):
            yield self.span(one, following - ONE_DAY)


@dataclass(frozen=True, slots=True)
class DayGround:
    """What stands above and behind lines of days, in pixels.

    Attributes:
        first, last: The days that are shown.
        day: How wide one is.
        width: How wide all are.
        months: The months, cut off where the days begin and end.
        weeks: The weeks, the same.
        days: Each day, where they are wide enough for their numbers; else none.
        closed: Days on which nothing is held.
        today_x: The middle of the present day, None where it is not shown.
    """

    first: date
    last: date
    day: float
    width: float
    months: tuple[Span, ...]
    weeks: tuple[Span, ...]
    days: tuple[Span, ...]
    closed: tuple[Span, ...]
    today_x: float | None


def day_ground(scale: Scale, closed: Collection[date], today: date | None) -> DayGround:
    """What stands above and behind some days.

    Args:
        scale: The days.
        closed: Those on which nothing is held. Where days are narrow, only stretches that are
            longer than a weekend are shown of them.
        today: The present day.
    """
    narrow = scale.day < WIDE_DAY
    return DayGround(
        first=scale.first,
        last=scale.last,
        day=scale.day,
        width=scale.width,
        months=tuple(scale.parts(lambda day: day.day == 1)),
        weeks=tuple(scale.parts(lambda day: day.weekday() == MONDAY)),
        days=() if scale.day < NAMED_DAY else tuple(scale.parts(lambda _: True)),
        closed=tuple(
            span
            for span in scale.spans(closed)
            if not narrow or (span.last - span.first).days > 2  # noqa: PLR2004 (a long weekend)
        ),
        today_x=scale.middle(today) if today and today in scale else None,
    )


def width_of(text: str, size: int) -> float:
    """About how wide a text is in letters of a size, rather too wide than too narrow."""
    return sum(size if east_asian_width(each) in "WFA" else size * NARROW_LETTER for each in text)


def beside(names: Sequence[str], span: Span, end: float, size: int) -> tuple[str, float]:
    """As many names as there is room for within a span, or else behind it, and where they begin.

    Args:
        names: Short ones.
        span: What they belong to.
        end: Where the next thing begins.
        size: That of the letters.
    """
    behind = span.x + span.width
    for x, room in ((span.x + 3, span.width - 6), (behind + 3, end - behind - 6)):
        if names and width_of(DOT.join(names), size) <= room:
            return DOT.join(names), round(x, 1)
    for number in range(len(names) - 1, 0, -1):
        text = DOT.join(names[:number]) + ELLIPSIS
        if width_of(text, size) <= end - behind - 6:
            return text, round(behind + 3, 1)
    return "", 0
