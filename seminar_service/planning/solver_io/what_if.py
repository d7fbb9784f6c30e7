"""What a scenario assumes, put into a tour's planning problem.

Nothing here asks the database: a problem was read before, with the bids that are taken in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import PlanningInput
from seminar_service.planning.moving import PRICE_CEILING_YEN
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    BidLeftOut,
    Change,
    ChangeKind,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    KnownAdviser,
    NewAdviser,
    NightsAway,
    TourRule,
    Value,
)
from seminar_service.planning.solver_io.instances import PlanningProblem, newcomer_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id
from seminar_service.planning.solver_io.newcomers import Newcomer
from seminar_service.planning.solver_io.rows import OpenBid
from seminar_service.tours.calendar_days import DayRange

CHOICE_RULES: Final = {
    "first_choice_yen": Choice.FIRST,
    "second_choice_yen": Choice.SECOND,
    "third_choice_yen": Choice.THIRD,
}
ORDER: Final = tuple(ChangeKind).index


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A tour's planning problem, as scenarios change it.

    Attributes:
        problem: The problem, with the bids that are taken in.
        known: What it was made from.
        earliest: The first day on which something can still be arranged; None for all days.
        topics: The codes of all topics that there are.
        newcomers: Those whom changes let take part, by key; whoever takes part by now is not there.
    """

    problem: PlanningProblem
    known: PlanningInput
    earliest: date | None
    topics: frozenset[str]
    newcomers: Mapping[int, Newcomer] = field(default_factory=dict)

    @property
    def own_input(self) -> PlanningInput:
        """What the tour itself says: without the bids that are taken in."""
        bids = {
            key: each for key, each in self.known.bids.items() if key not in self.problem.taken_in
        }
        return replace(self.known, bids=bids)

    def document(self, changes: Iterable[Change]) -> dict[str, Any]:
        """Return the planning problem with what the changes assume.

        Those that cannot be do nothing.
        """
        changed = _Changed(self)
        for change in sorted(changes, key=lambda each: ORDER(each.kind)):
            changed.apply(change)
        return changed.document


class _Changed:
    """A copy of a planning problem that changes are put into, one after the other."""

    def __init__(self, what_if: WhatIf) -> None:
        document = what_if.problem.document
        self.problem, self.known = what_if.problem, what_if.known
        self.newcomers = what_if.newcomers
        self.joined: set[int] = set()
        self.rules: dict[str, Any] = dict(document["rules"])
        self.advisers = [dict(each) for each in document["advisers"]]
        self.bids = [each | {"dates": dict(each["dates"])} for each in document["bids"]]
        self.prices = dict(self.known.rules)
        self.rows: Mapping[int, OpenBid] = {bid.id: bid for bid in self.problem.bids}
        self.engaged = {each.adviser_id for each in self.problem.engagements}

    @property
    def document(self) -> dict[str, Any]:
        """The problem as it is by now."""
        return self.problem.document | {
            "rules": self.rules,
            "advisers": self.advisers,
            "bids": self.bids,
        }

    def apply(self, change: Change) -> None:
        """Put in one change; a bid that is taken in is there already."""
        match change:
            case NewAdviser():
                self.advisers.append(_new_adviser(change))
            case KnownAdviser():
                self._engage(change)
            case TourRule():
                self._rule(change.name, change.value)
            case ClosedDays():
                self._close(DayRange(change.first, change.last))
            case BidLeftOut() | DeclinePrice() | BidDate():
                for bid in self._bid(change.bid_id):
                    self._of_bid(bid, change)
            case NightsAway():
                self._nights(change.nights)
            case DaysOff() | DaysFree() | AdviserLimit():
                for adviser in self._adviser(change.adviser_id):
                    self._of_adviser(adviser, change)

    def _engage(self, change: KnownAdviser) -> None:
        """Put somebody among those who take part, in place of what they have left in the tour."""
        newcomer = self.newcomers.get(change.adviser_id)
        if newcomer is None:
            return
        name = adviser_name(change.adviser_id)
        self.advisers = [each for each in self.advisers if each["id"] != name]
        self.joined.add(change.adviser_id)
        place = sum(key < change.adviser_id for key in self.engaged | self.joined)
        limits = change.max_seminars, change.max_per_month, change.max_nights_away
        document = newcomer_document(newcomer, self.problem.known, *limits)
        self.advisers.insert(place, document)

    def _of_adviser(
        self, adviser: dict[str, Any], change: DaysOff | DaysFree | AdviserLimit
    ) -> None:
        if isinstance(change, AdviserLimit):
            adviser[change.name] = change.value
            return
        days = {day.isoformat() for day in DayRange(change.first, change.last).days()}
        if isinstance(change, DaysFree):  # nobody recovers, or leaves another tour, by a scenario
            away = self.problem.known.away(change.adviser_id)
            days -= {day.isoformat() for day in away}
        taken = set(adviser["unavailable"])
        adviser["unavailable"] = sorted(
            taken | days if isinstance(change, DaysOff) else taken - days
        )

    def _nights(self, nights: int) -> None:
        for adviser in self.advisers:
            if row_id(adviser["id"]) in self.engaged:
                adviser["max_nights_away"] = min(adviser["max_nights_away"], nights)

    def _of_bid(self, bid: dict[str, Any], change: BidLeftOut | DeclinePrice | BidDate) -> None:
        match change:
            case BidLeftOut():
                self.bids.remove(bid)
            case DeclinePrice():
                bid["decline_yen"] = self._moved(change.bid_id, change.yen)
            case BidDate():
                dates = bid["dates"] | {change.day.isoformat(): self._price_of(change)}
                bid["dates"] = dict(sorted(dates.items()))

    def _adviser(self, adviser_id: int) -> list[dict[str, Any]]:
        """The adviser, if they are part of the problem."""
        name = adviser_name(adviser_id)
        return [each for each in self.advisers if each["id"] == name]

    def _bid(self, bid_id: int) -> list[dict[str, Any]]:
        """The bid, if it is part of the problem."""
        name = bid_name(bid_id)
        return [each for each in self.bids if each["id"] == name]

    def _rule(self, name: str, value: Value) -> None:
        before, self.prices[name] = self.prices[name], value
        if name == "decline_yen":
            for bid in self.bids:
                key = row_id(bid["id"])
                if self.rows[key].decline_yen is None:
                    bid["decline_yen"] = self._moved(key, _yen(value))
        elif name in CHOICE_RULES:
            self._reprice(CHOICE_RULES[name], _yen(value) - _yen(before))
        else:
            self.rules[name] = value

    def _reprice(self, choice: Choice, more_yen: int) -> None:
        """Let the days of one choice cost more, or less."""
        for bid in self.bids:
            for each, wish in self.rows[row_id(bid["id"])].choices.items():
                day = each.isoformat()
                if wish is choice and day in bid["dates"]:
                    bid["dates"][day] = min(bid["dates"][day] + more_yen, PRICE_CEILING_YEN)

    def _close(self, days: DayRange) -> None:
        """Take days from the bids, but those to which they are locked."""
        for bid in self.bids:
            kept = bid["current"]["date"] if bid["locked"] else ""
            bid["dates"] = {
                day: yen
                for day, yen in bid["dates"].items()
                if day == kept or date.fromisoformat(day) not in days
            }

    def _moved(self, bid_id: int, yen: int, *, moves: bool = True) -> int:
        """A price of a bid with what moving its seminar adds."""
        price = self.problem.known.moving.get(bid_id)
        return min(yen + (price.extra_yen if price and moves else 0), PRICE_CEILING_YEN)

    def _price_of(self, change: BidDate) -> int:
        names = {choice: name for name, choice in CHOICE_RULES.items()}
        published = self.problem.known.published.get(change.bid_id)
        moves = published is not None and published.day != change.day
        return self._moved(change.bid_id, _yen(self.prices[names[change.choice]]), moves=moves)


def _yen(value: Value) -> int:
    return int(value or 0)


def _new_adviser(change: NewAdviser) -> dict[str, Any]:
    return {
        "id": adviser_name(change.adviser_id),
        "name": change.name,
        "home": change.home,
        "topics": list(change.topics),
        "unavailable": [],
        "max_seminars": change.max_seminars,
        "max_per_month": change.max_per_month,
        "max_nights_away": change.max_nights_away,
    }
