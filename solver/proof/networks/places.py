"""Rule 6: days between two seminars in one place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from solver.proof.networks.model import ExactModel, Literal

Days = Mapping[int, Sequence[tuple[int, Literal]]]
"""For each day what can be held in a place, as bids with literals."""


def add_places(model: ExactModel) -> None:
    """Hold at most one seminar in any span of as many days as the gap has.

    Each span is lifted: with a shorter span of days from `first` to `last` goes every day of one
    further bid that is too near to all of them. Of such a set, too, only one can be held.
    """
    gap = model.scope.tour.rules.same_place_gap_days
    if gap == 0:
        return
    places: defaultdict[int, defaultdict[int, list[tuple[int, Literal]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (bid, day), held in model.held.items():
        place = model.scope.tour.bids[bid].place
        places[place][day] += [(bid, literal) for literal in held]
    for days in places.values():
        for literals in _conflicts(days, gap):
            model.cp.add_at_most_one(literals)


def _conflicts(days: Days, gap: int) -> Iterator[list[Literal]]:
    """Yield sets of literals of which at most one can be true."""
    ordered = sorted(days)
    bids = {bid for entries in days.values() for bid, _ in entries}
    for position, first in enumerate(ordered):
        within = [day for day in ordered[position:] if day < first + gap]
        for last in within:
            span = range(first, last + 1)
            whole = last == within[-1]
            inside = [entry for day in within if day <= last for entry in days[day]]
            if whole and len(inside) > 1:
                yield [literal for _, literal in inside]
            near = [
                (bid, literal)
                for day in ordered
                if last - gap < day < first + gap and day not in span
                for bid, literal in days[day]
            ]
            for bid in sorted(bids):
                lifted = [literal for other, literal in near if other == bid]
                if lifted and any(other != bid for other, _ in inside):
                    yield [literal for _, literal in inside] + lifted
