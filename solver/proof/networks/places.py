"""Rule 6: days between two seminars in one place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from solver.proof.networks.model import ExactModel, Literal

Entry = tuple[int, Literal]
"""A bid, and a literal that holds it on a certain day."""

Days = Mapping[int, Sequence[Entry]]
"""What can be held in a place on each day."""


class Span(NamedTuple):
    """Days of which each is too near to each other for two seminars in one place.

    Attributes:
        days: Them, rising.
        is_longest: Whether no further day fits behind the last.
        near: Days before or after that are too near to all of them.
    """

    days: Sequence[int]
    is_longest: bool
    near: Sequence[int]


def add_places(model: ExactModel) -> None:
    """Hold at most one seminar in any span of as many days as the gap has."""
    gap = model.scope.tour.rules.same_place_gap_days
    if gap == 0:
        return
    for days in _days_by_place(model).values():
        for span in spans(days, gap):
            for literals in (*within(days, span), *lifted(days, span)):
                model.cp.add_at_most_one(literals)


def spans(days: Days, gap: int) -> Iterator[Span]:
    """Yield each span from one day to another, by its first day, then by its last."""
    ordered = sorted(days)
    for position, first in enumerate(ordered):
        longest = [day for day in ordered[position:] if day < first + gap]
        for length, last in enumerate(longest, start=1):
            near = [day for day in ordered if _is_near(day, first, last, gap)]
            yield Span(longest[:length], last == longest[-1], near)


def within(days: Days, span: Span) -> Iterator[list[Literal]]:
    """Yield the literals of pairs of days within a span; shorter spans lie in a longest one."""
    literals = [literal for _, literal in _entries(days, span.days)]
    if span.is_longest and len(literals) > 1:
        yield literals


def lifted(days: Days, span: Span) -> Iterator[list[Literal]]:
    """Yield the literals of a span with those of one further bid on all days near it.

    The days of the bid on both sides of the span may be far from each other, but it is held only
    once: so of such a set, too, at most one is true. That is what makes the relaxation strong.
    """
    inside, near = _entries(days, span.days), _entries(days, span.near)
    for bid in sorted({bid for bid, _ in near}):
        if any(other != bid for other, _ in inside):
            further = [literal for other, literal in near if other == bid]
            yield [literal for _, literal in inside] + further


def _days_by_place(model: ExactModel) -> Mapping[int, Days]:
    places: defaultdict[int, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for (bid, day), held in model.held.items():
        place = model.scope.tour.bids[bid].place
        places[place][day] += [(bid, literal) for literal in held]
    return places


def _is_near(day: int, first: int, last: int, gap: int) -> bool:
    is_outside = not first <= day <= last
    return is_outside and last - gap < day < first + gap


def _entries(days: Days, chosen: Sequence[int]) -> list[Entry]:
    return [entry for day in chosen for entry in days[day]]
