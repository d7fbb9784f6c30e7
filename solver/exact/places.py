"""Rule 6: days between two seminars in one place."""

from collections import defaultdict

from solver.exact.model import ExactModel, Literal


def add_places(model: ExactModel) -> None:
    """Hold at most one seminar in any span of as many days as the gap has."""
    gap = model.scope.tour.rules.same_place_gap_days
    if gap == 0:
        return
    places: defaultdict[int, defaultdict[int, list[Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (bid, day), held in model.held.items():
        places[model.scope.tour.bids[bid].place][day] += held
    for days in places.values():
        for first in days:
            span = [
                literal
                for day, literals in days.items()
                if first <= day < first + gap
                for literal in literals
            ]
            if len(span) > 1:
                model.cp.add_at_most_one(span)
