"""Plans to start from: what has been published for the bids, and what the caller brings.

Such a plan may be for an earlier state of the tour. What it holds counts as far as it still fits:
a seminar whose bid, date or team is no longer possible is left out.
"""

from collections.abc import Iterable, Sequence

from solver.formats.instance import Instance
from solver.formats.plan import Plan, Seminar
from solver.search.draft import Draft, Holding
from solver.search.greedy import budget_left
from solver.search.insertion import is_possible
from solver.tour.compiled import CompiledTour

Holdings = list[Holding | None]
"""How each bid of a tour is held, None where it is declined."""


def known_holdings(tour: CompiledTour, start: Plan | None) -> list[Holdings]:
    """Return what is known before the search: the caller's plan first, then what is published.

    Args:
        tour: What is being planned.
        start: A plan for it or for one like it, if there is one.
    """
    published = [
        Seminar(bid.id, bid.current.date, bid.current.advisers)
        for bid in tour.instance.bids
        if bid.current
    ]
    given = [] if start is None else [start.seminars]
    known = [read_holdings(tour, seminars) for seminars in (*given, published)]
    return [holdings for holdings in known if any(holdings)]


def read_holdings(tour: CompiledTour, seminars: Iterable[Seminar]) -> Holdings:
    """Return seminars as holdings, without those that break one of the rules 1 to 3."""
    holdings: Holdings = [None] * len(tour.bids)
    for seminar in seminars:
        bid = tour.instance.bid_index.get(seminar.bid)
        if bid is not None:
            holdings[bid] = _read_holding(tour, bid, seminar)
    return holdings


def late_bids(known: Sequence[Holdings]) -> list[int]:
    """Return the bids that the first known plan does not hold: most can be won near these."""
    return [bid for bid, holding in enumerate(known[0]) if holding is None] if known else []


def draft_known(tour: CompiledTour, known: Sequence[Holdings]) -> Draft | None:
    """Return a draft of the first known plan that is valid just as it is, None if none is."""
    for holdings in known:
        draft = Draft(tour)
        draft.take(holdings)
        if all(holdings[bid.index] for bid in tour.bids if bid.locked) and draft.is_valid():
            return draft
    return None


def put_in(draft: Draft, wished: Holdings) -> None:
    """Hold each declined bid as it is wished, as far as the plan stays valid.

    Args:
        draft: A valid plan; what it holds stays as it is.
        wished: How to hold the others.
    """
    before = list(draft.holdings)
    draft.take([held or wish for held, wish in zip(before, wished, strict=True)])
    if draft.is_valid():
        return
    draft.take(before)
    for bid, wish in enumerate(wished):
        if wish is None or draft.holdings[bid] is not None:
            continue
        if is_possible(draft, bid, wish, budget_left(draft)):
            draft.hold(bid, wish)


def _read_holding(tour: CompiledTour, bid: int, seminar: Seminar) -> Holding | None:
    """Return how a seminar holds a bid, None where its date or team is not possible."""
    compiled, day = tour.bids[bid], seminar.date.toordinal()
    team = _read_team(tour.instance, seminar)
    if day not in compiled.day_yen or team is None or len(team) != len(compiled.able):
        return None
    are_able = all(member in able for member, able in zip(team, compiled.able, strict=True))
    return Holding(day, team) if are_able and len(set(team)) == len(team) else None


def _read_team(instance: Instance, seminar: Seminar) -> tuple[int, ...] | None:
    """Return the positions of a seminar's advisers, None where one of them is unknown."""
    index = instance.adviser_index
    known = all(adviser in index for adviser in seminar.advisers)
    return tuple(index[adviser] for adviser in seminar.advisers) if known else None
