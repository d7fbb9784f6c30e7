"""What each date of a bid, and each possible member of its team, adds to a plan and breaks.

The members of a team do not depend on each other, so each is looked at once for each date, in the
adviser's schedule; a team's cost difference is the sum of its members'.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.formats.instance import Bid
from solver.formats.plan import Seminar
from solver.formats.violations import Violation
from solver.search.schedule import Schedule
from solver.tour.evaluation import change_yen, explain_impossible
from solver.tour.rules import check_date, check_day, check_limits, check_place
from solver.tour.trips import Stop
from solver.workbench.contributions import Contributions


@dataclass(frozen=True, slots=True)
class Situation:
    """The plan around a bid.

    Attributes:
        parts: Evaluates parts of plans.
        bid: The bid, with its lock as it is now.
        seminars_at: The seminars of an `adviser`, `day` or `place`, without this bid.
        declined_yen: What the cost would change by if the bid were gone and nothing were paid for
            that, None where that cannot be said.
        travel_yen: Fares and hotels without this bid, None where somebody cannot travel so.
    """

    parts: Contributions
    bid: Bid
    seminars_at: Callable[[str, object], list[Seminar]]
    declined_yen: int | None
    travel_yen: int | None


@dataclass(frozen=True)
class Member:
    """An adviser in the team on one date.

    Attributes:
        name: The adviser's id.
        yen: What the adviser adds to the cost, 0 where the travel is impossible.
        travel_yen: The fares and hotels in it.
        is_possible: Whether the adviser can travel so.
        is_allowed: Whether, besides, no rule is broken by the adviser alone.
        explain: Finds out which rules are broken; asked late, as that takes longest.
    """

    name: str
    yen: int
    travel_yen: int
    is_possible: bool
    is_allowed: bool
    explain: Callable[[], tuple[Violation, ...]]

    @cached_property
    def forbidden(self) -> tuple[Violation, ...]:
        """The rules that are broken."""
        return () if self.is_allowed else self.explain()


@dataclass(frozen=True, slots=True)
class PricedDate:
    """A date on which a bid could be held.

    Attributes:
        date: Which.
        yen: What any team adds to the cost besides its members, None where that cannot be said.
        closed: What any team breaks besides its members, the lock and the budget.
        members: Who could come, by the adviser's position.
    """

    date: dt.date
    yen: int | None
    closed: tuple[Violation, ...]
    members: Mapping[int, Member]


def price_dates(situation: Situation) -> Iterator[PricedDate]:
    """Yield each date of a bid, with all who have the topics of one of its slots."""
    bid, parts = situation.bid, situation.parts
    able = [
        index
        for index, adviser in enumerate(parts.instance.advisers)
        if any(topics <= adviser.topics for topics in bid.slots)
    ]
    calendars = {adviser: _Calendar(situation, adviser) for adviser in able}
    for day in sorted(bid.dates) or ([bid.current.date] if bid.current else []):
        members = {adviser: calendar.member_on(day) for adviser, calendar in calendars.items()}
        yield PricedDate(day, _date_yen(situation, day), _closed(situation, day), members)


def _date_yen(situation: Situation, day: dt.date) -> int | None:
    """Return what any team on a date adds to the cost, with nobody of the current one in it."""
    if situation.declined_yen is None:
        return None
    bid, rules = situation.bid, situation.parts.instance.rules
    coverage_yen = 0 if situation.seminars_at("place", bid.place) else rules.coverage_yen
    own_yen = (bid.date_yen(day) or 0) + change_yen(rules, bid, Seminar(bid.id, day, ()))
    return situation.declined_yen - coverage_yen + own_yen


def _closed(situation: Situation, day: dt.date) -> tuple[Violation, ...]:
    """Return what any team breaks on a date (rules 2, 5 and 6)."""
    bid, instance = situation.bid, situation.parts.instance
    seminar = Seminar(bid.id, day, ())
    in_place = situation.seminars_at("place", bid.place)
    broken = [*check_day(instance, [*situation.seminars_at("day", day), seminar])]
    broken += check_place(instance, bid.place, [*in_place, seminar])
    relevant = [one for one in broken if bid.id in one.bids]
    return (*relevant, *check_date(instance, bid, seminar))


class _Calendar:
    """An adviser's seminars without the bid, ready to tell what it adds."""

    def __init__(self, situation: Situation, adviser: int) -> None:
        parts, bid = situation.parts, situation.bid
        self.parts, self.bid, self.index = parts, bid, adviser
        self.adviser = parts.instance.advisers[adviser]
        self.given = situation.seminars_at("adviser", adviser)
        self.schedule = Schedule(parts.travellers[adviser])
        self.schedule.take(parts.stop(adviser, seminar) for seminar in self.given)
        rules = parts.instance.rules
        current = bid.current.advisers if bid.current else ()
        kept_yen = rules.change_adviser_yen * current.count(self.adviser.id)
        self.fixed_yen = rules.workload_yen * len(self.given) - kept_yen

    def member_on(self, day: dt.date) -> Member:
        """Return the adviser as a member of the team on a date."""
        name = self.adviser.id
        seminar = Seminar(self.bid.id, day, (name,))
        stop = self.parts.stop(self.index, seminar)
        travel_yen = self.schedule.insertion_yen(stop)

        def explain() -> tuple[Violation, ...]:
            return tuple(self._broken(seminar, stop, is_possible=travel_yen is not None))

        if travel_yen is None:
            return Member(name, 0, 0, is_possible=False, is_allowed=False, explain=explain)
        has_room = self.schedule.has_room(stop.day)
        yen = travel_yen + self.fixed_yen
        return Member(name, yen, travel_yen, is_possible=True, is_allowed=has_room, explain=explain)

    def _broken(self, seminar: Seminar, stop: Stop, *, is_possible: bool) -> Iterator[Violation]:
        if not self.schedule.has_room(stop.day):
            yield from check_limits(self.adviser, [*self.given, seminar])
        if not is_possible:
            yield self._impossible(stop)

    def _impossible(self, stop: Stop) -> Violation:
        """Return which rule the stop breaks: by itself, else with its neighbours, else with all."""
        traveller = self.schedule.traveller
        if not traveller.allows(stop, stop):
            return explain_impossible(traveller, [stop])
        stops = sorted([*self.schedule.stops, stop])
        position = stops.index(stop)
        near = stops[max(position - 1, 0) : position + 2]
        if traveller.cheapest_cut(near) is None:
            return explain_impossible(traveller, near)
        return explain_impossible(traveller, stops)
