"""The cheapest way to hold one more bid in a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from solver.search.draft import Draft, Holding, Team


@dataclass(frozen=True, slots=True)
class Insertion:
    """A way to hold a bid that is declined so far.

    Attributes:
        yen: What holding it so adds to the cost; below 0 where it saves.
        holding: The date and the team.
    """

    yen: int
    holding: Holding


class Member(NamedTuple):
    """An adviser who can fill a slot.

    Attributes:
        yen: What that adds to the cost: travel and workload, less the change that it saves.
        adviser: Position of the adviser.
        travel_yen: Fares and hotels that it adds.
    """

    yen: int
    adviser: int
    travel_yen: int


def best_insertion(draft: Draft, bid: int, budget_yen: int | None = None) -> Insertion | None:
    """Return the cheapest valid way to hold a declined bid beside all that is held.

    Args:
        draft: The plan so far; it is not changed.
        bid: Position of the bid.
        budget_yen: What fares and hotels may still add (rule 13), None for no limit.

    Returns:
        The insertion, even where it costs more than declining; None where there is no valid one.
    """
    cheapest: Insertion | None = None
    for day in draft.tour.bids[bid].day_yen:
        found = best_insertion_on(draft, bid, day, budget_yen)
        if found is not None and (cheapest is None or found.yen < cheapest.yen):
            cheapest = found
    return cheapest


def best_insertion_on(
    draft: Draft, bid: int, day: int, budget_yen: int | None = None
) -> Insertion | None:
    """Return the cheapest valid way to hold a declined bid on one of its days, if any."""
    if not draft.has_day(bid, day):
        return None
    slots = _price_slots(draft, bid, day)
    return None if slots is None else insertion_with(draft, bid, day, slots, budget_yen)


def insertion_with(
    draft: Draft,
    bid: int,
    day: int,
    slots: Sequence[Sequence[Member]],
    budget_yen: int | None = None,
) -> Insertion | None:
    """Return the cheapest way to hold a declined bid on a day by a team of these members, if any.

    Args:
        draft: The plan so far; it is not changed.
        bid: Position of the bid.
        day: One of its days, which rules 5 and 6 allow.
        slots: For each slot, those who can fill it, the cheapest first; none is empty.
        budget_yen: What fares and hotels may still add (rule 13), None for no limit.
    """
    compiled = draft.tour.bids[bid]
    found = cheapest_team(slots, budget_yen)
    if found is None:
        return None
    team_yen, team = found
    coverage_yen = 0 if draft.covers(compiled.place) else draft.tour.rules.coverage_yen
    own_yen = compiled.day_yen[day] - compiled.decline_yen - coverage_yen
    return Insertion(own_yen + team_yen, Holding(day, team))


def is_possible(draft: Draft, bid: int, holding: Holding, budget_yen: int | None = None) -> bool:
    """Say whether a declined bid can be held in one way beside all that is held.

    Args:
        draft: A valid plan; it is not changed.
        bid: Position of the bid.
        holding: A date and a team that are the bid's own (rules 2 and 3).
        budget_yen: What fares and hotels may still add (rule 13), None for no limit.
    """
    if not draft.has_day(bid, holding.day):
        return False
    team = [price_member(draft, adviser, bid, holding.day) for adviser in holding.team]
    members = [member for member in team if member is not None]
    if len(members) < len(team):
        return False
    return budget_yen is None or sum(member.travel_yen for member in members) <= budget_yen


def cheapest_team(
    slots: Sequence[Sequence[Member]], budget_yen: int | None = None
) -> tuple[int, Team] | None:
    """Return the yen and members of the cheapest team, None where there is none.

    Args:
        slots: For each slot, those who can fill it, the cheapest first.
        budget_yen: What the travel of the whole team may add, None for no limit.
    """
    least = [0]
    for members in reversed(slots):
        least.append(least[-1] + members[0].yen)
    least.reverse()
    best: tuple[int, Team] | None = None
    pending: list[tuple[int, int, Team]] = [(0, 0, ())]
    while pending:
        yen, travel_yen, team = pending.pop()
        if best is not None and yen + least[len(team)] >= best[0]:
            continue
        if len(team) == len(slots):
            if budget_yen is None or travel_yen <= budget_yen:
                best = (yen, team)
            continue
        pending += [
            (yen + member.yen, travel_yen + member.travel_yen, (*team, member.adviser))
            for member in reversed(slots[len(team)])
            if member.adviser not in team
        ]
    return best


def _price_slots(draft: Draft, bid: int, day: int) -> list[list[Member]] | None:
    """Return for each slot who can fill it on a day, the cheapest first; None if one is empty."""
    prices: dict[int, Member | None] = {}
    slots: list[list[Member]] = []
    for able in draft.tour.bids[bid].able:
        for adviser in able:
            if adviser not in prices:
                prices[adviser] = price_member(draft, adviser, bid, day)
        members = [member for adviser in able if (member := prices[adviser]) is not None]
        if not members:
            return None
        slots.append(sorted(members))
    return slots


def price_member(draft: Draft, adviser: int, bid: int, day: int) -> Member | None:
    """Return an adviser as a member of the team on a day, None where that is impossible."""
    schedule = draft.schedules[adviser]
    if not schedule.has_room(day):
        return None
    travel_yen = schedule.insertion_yen(draft.stop(adviser, bid, day))
    if travel_yen is None:
        return None
    workload_yen = draft.tour.rules.workload_yen * len(schedule.stops)
    kept_yen = draft.tour.bids[bid].kept_yen.get(adviser, 0)
    return Member(travel_yen + workload_yen - kept_yen, adviser, travel_yen)
