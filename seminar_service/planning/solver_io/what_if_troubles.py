"""What stands against the changes of a scenario, by a tour's planning problem."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from seminar_service.bids.states import BidState
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    BidLeftOut,
    BidTaken,
    Change,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    KnownAdviser,
    NewAdviser,
    NightsAway,
    TourRule,
    adviser_of,
    bid_of,
    says_the_same,
)
from seminar_service.planning.scenario_troubles import Trouble, TroubleKind
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.what_if import WhatIf
from seminar_service.tours.calendar_days import DayRange

_HORIZON: Final = ("first_day", "last_day")
_HOURS: Final = ("day_start", "day_end")


def find_troubles(what_if: WhatIf, changes: Sequence[Change]) -> tuple[Trouble, ...]:
    """Return what stands against changes, by their positions; at most one for each."""
    check = _Check(what_if, changes)
    kinds = ((position, check.kind_of(position, each)) for position, each in enumerate(changes))
    return tuple(
        Trouble(kind, position, changes[position]) for position, kind in kinds if kind is not None
    )


class _Check:
    """What stands against the changes of one scenario."""

    def __init__(self, what_if: WhatIf, changes: Sequence[Change]) -> None:
        problem, known = what_if.problem, what_if.known
        self.what_if, self.problem, self.known, self.changes = what_if, problem, known, changes
        first, last = (date.fromisoformat(str(known.rules[name])) for name in _HORIZON)
        self.open = DayRange(max(first, what_if.earliest or first), last)
        self.advisers = {row_id(each["id"]): each for each in problem.document["advisers"]}
        self.bids = {row_id(each["id"]) for each in problem.document["bids"]}
        self.engaged = {each.adviser_id for each in problem.engagements}
        self.rows = {bid.id: bid for bid in problem.bids}

    def kind_of(self, position: int, change: Change) -> TroubleKind | None:
        """What stands against a change; None where nothing does."""
        if any(says_the_same(each, change) for each in self.changes[:position]):
            return TroubleKind.TWICE
        if bid_of(change) is not None:
            return self._of_bid(change)
        adviser_id = adviser_of(change)
        if adviser_id is not None and adviser_id not in self.engaged:
            return TroubleKind.ADVISER_LEFT
        return self._of_tour(change)

    def _of_tour(self, change: Change) -> TroubleKind | None:
        match change:
            case KnownAdviser() | NewAdviser():
                return self._of_one_more(change)
            case DaysOff() | DaysFree() | ClosedDays():
                return self._of_days(change)
            case TourRule():
                return self._of_rule(change)
            case AdviserLimit():
                return _if(self.advisers[change.adviser_id][change.name] == change.value)
            case NightsAway():
                limits = (self.advisers[key]["max_nights_away"] for key in self.engaged)
                return _if(all(nights <= change.nights for nights in limits))
        return None

    def _of_one_more(self, change: KnownAdviser | NewAdviser) -> TroubleKind | None:
        if isinstance(change, NewAdviser):
            return None if self._knows(change.topics) else TroubleKind.TOPIC_GONE
        if change.adviser_id in self.engaged:
            return TroubleKind.ALREADY_SO
        known = change.adviser_id in self.what_if.newcomers
        return None if known else TroubleKind.ADVISER_GONE

    def _knows(self, topics: Iterable[str]) -> bool:
        return self.what_if.topics.issuperset(topics)

    def _of_days(self, change: DaysOff | DaysFree | ClosedDays) -> TroubleKind | None:
        days = {day for day in DayRange(change.first, change.last).days() if day in self.open}
        if not days:
            return TroubleKind.DAYS_OUTSIDE
        if isinstance(change, ClosedDays):
            return _if(days <= set(self.known.closed))
        taken = set(map(date.fromisoformat, self.advisers[change.adviser_id]["unavailable"]))
        if isinstance(change, DaysOff):
            return _if(days <= taken)
        days -= self.problem.known.away(change.adviser_id)
        return _if(not days & taken) if days else TroubleKind.DAYS_LOST

    def _of_rule(self, change: TourRule) -> TroubleKind | None:
        rules = self.problem.document["rules"] | {
            each.name: each.value for each in self.changes if isinstance(each, TourRule)
        }
        if change.name in _HOURS and rules["day_end"] <= rules["day_start"]:
            return TroubleKind.DAY_IN_DISORDER
        now = self.problem.document["rules"].get(change.name, self.known.rules[change.name])
        return _if(now == change.value)

    def _of_bid(self, change: Change) -> TroubleKind | None:
        if isinstance(change, BidTaken):
            return self._of_taken(change)
        if bid_of(change) not in self.bids:
            return TroubleKind.BID_NOT_PLANNED
        match change:
            case BidLeftOut():
                stands = change.bid_id in self.problem.known.published
                return TroubleKind.SEMINAR_STANDS if stands else None
            case DeclinePrice():
                return _if(self._decline_yen(change.bid_id) == change.yen)
            case BidDate():
                return self._of_date(change)
        return None

    def _of_taken(self, change: BidTaken) -> TroubleKind | None:
        row = self.rows.get(change.bid_id)
        if row is not None and row.state is BidState.ACCEPTED:
            return TroubleKind.BID_ACCEPTED
        return None if change.bid_id in self.bids else TroubleKind.BID_GONE

    def _decline_yen(self, bid_id: int) -> int:
        own = self.rows[bid_id].decline_yen
        return int(self.known.rules["decline_yen"] or 0) if own is None else own

    def _of_date(self, change: BidDate) -> TroubleKind | None:
        closed = (each for each in self.changes if isinstance(each, ClosedDays))
        shut = any(change.day in DayRange(each.first, each.last) for each in closed)
        if change.day not in self.open or change.day in self.known.closed or shut:
            return TroubleKind.DAY_NOT_OPEN
        place = self.rows[change.bid_id].place
        if change.day in self.problem.known.lost.in_place(place):
            return TroubleKind.DAYS_LOST
        if change.day in self.problem.known.declines.hosts.get(change.bid_id, ()):
            return TroubleKind.DAY_DECLINED
        wished = self.rows[change.bid_id].choices
        return _if(wished.get(change.day) == change.choice)


def _if(is_so: bool) -> TroubleKind | None:
    return TroubleKind.ALREADY_SO if is_so else None
