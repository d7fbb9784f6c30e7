"""All dates and teams for one bid, each with its cost difference and what forbids it.

The members of a team do not depend on each other, so each is looked at once for each date, in the
adviser's schedule; a team's difference is the sum of its members'.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from solver.evaluation import explain_impossible
from solver.instance import Bid
from solver.parts import Parts
from solver.plan import Seminar
from solver.report import Violation
from solver.rules import check_day, check_limits, check_place
from solver.schedule import Schedule
from solver.trips import Stop


class Option(NamedTuple):
    """One way to hold a bid.

    Attributes:
        date: When.
        advisers: By whom, in slot order.
        difference_yen: What it adds to the cost of the plan as it is, below 0 where it saves; None
            where one of the advisers concerned cannot travel so.
        forbidden: What it breaks that the plan without this bid does not; empty where it may be
            chosen.
    """

    date: dt.date
    advisers: tuple[str, ...]
    difference_yen: int | None
    forbidden: tuple[Violation, ...]


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

    parts: Parts
    bid: Bid
    seminars_at: Callable[[str, object], list[Seminar]]
    declined_yen: int | None
    travel_yen: int | None


class _Member(NamedTuple):
    name: str
    yen: int | None
    travel_yen: int
    forbidden: tuple[Violation, ...]


def find_options(situation: Situation) -> list[Option]:
    """Return every date and team for a bid, the allowed ones first, then the cheapest."""
    bid = situation.bid
    days = sorted(bid.dates) or ([bid.current.date] if bid.current else [])
    finder = _Finder(situation)
    options = [option for day in days for option in finder.options_on(day)]
    return sorted(options, key=_by_preference)


class _Finder:
    """Finds the options of one bid, with the schedules of those who could come."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        parts = situation.parts
        self.able = [
            [
                index
                for index, adviser in enumerate(parts.instance.advisers)
                if topics <= adviser.topics
            ]
            for topics in situation.bid.slots
        ]
        self.given: dict[int, list[Seminar]] = {}
        self.schedules: dict[int, Schedule] = {}
        for adviser in {adviser for able in self.able for adviser in able}:
            given = situation.seminars_at("adviser", adviser)
            schedule = Schedule(parts.travellers[adviser])
            schedule.take(parts.stop(adviser, seminar) for seminar in given)
            self.given[adviser], self.schedules[adviser] = given, schedule

    def options_on(self, day: dt.date) -> Iterator[Option]:
        """Yield the options on one date."""
        base_yen, closed = self._date(day)
        members = {adviser: self._member(adviser, day) for adviser in self.schedules}
        for team in product(*([members[adviser] for adviser in able] for able in self.able)):
            names = tuple(member.name for member in team)
            if len(set(names)) < len(names):
                continue
            own_yen, locked = self._own(Seminar(self.situation.bid.id, day, names))
            yen = _sum(base_yen, own_yen, *(member.yen for member in team))
            forbidden = (*closed, *locked)
            for member in team:
                forbidden += member.forbidden
            yield Option(day, names, yen, forbidden + self._over_budget(team))

    def _date(self, day: dt.date) -> tuple[int | None, tuple[Violation, ...]]:
        """Return what any team on a date adds to the cost, and what it breaks (rules 5 and 6)."""
        situation, instance = self.situation, self.situation.parts.instance
        seminar = Seminar(situation.bid.id, day, ())
        on_day = situation.seminars_at("day", day)
        in_place = situation.seminars_at("place", situation.bid.place)
        broken = [*check_day(instance, [*on_day, seminar])]
        broken += check_place(instance, situation.bid.place, [*in_place, seminar])
        relevant = tuple(one for one in broken if seminar.bid in one.bids)
        coverage_yen = 0 if in_place else instance.rules.coverage_yen
        return _sum(situation.declined_yen, -coverage_yen), relevant

    def _own(self, seminar: Seminar) -> tuple[int, tuple[Violation, ...]]:
        """Return what the bid adds by itself: its date, its changes, its lock."""
        bid = self.situation.bid
        if bid.current is None and seminar.date in self.situation.parts.instance.horizon:
            return bid.dates[seminar.date], ()
        part = self.situation.parts.of_bid(bid, seminar)
        return sum(part.yen), part.violations

    def _member(self, adviser: int, day: dt.date) -> _Member:
        """Return what an adviser in the team adds on a date, and what that breaks."""
        parts, schedule = self.situation.parts, self.schedules[adviser]
        name = parts.instance.advisers[adviser].id
        seminar = Seminar(self.situation.bid.id, day, (name,))
        stop = parts.stop(adviser, seminar)
        travel_yen = schedule.insertion_yen(stop)
        workload_yen = parts.instance.rules.workload_yen * len(schedule.stops)
        forbidden: tuple[Violation, ...] = ()
        if not schedule.has_room(stop.day):
            given = [*self.given[adviser], seminar]
            forbidden = tuple(check_limits(parts.instance.advisers[adviser], given))
        if travel_yen is None:
            return _Member(name, None, 0, (*forbidden, self._explain(schedule, stop)))
        return _Member(name, travel_yen + workload_yen, travel_yen, forbidden)

    def _explain(self, schedule: Schedule, stop: Stop) -> Violation:
        """Return which rule the stop breaks: by itself, else with its neighbours, else with all."""
        traveller = schedule.traveller
        if not traveller.allows(stop, stop):
            return explain_impossible(traveller, [stop])
        stops = sorted([*schedule.stops, stop])
        position = stops.index(stop)
        near = stops[max(position - 1, 0) : position + 2]
        if traveller.cheapest_cut(near) is None:
            return explain_impossible(traveller, near)
        return explain_impossible(traveller, stops)

    def _over_budget(self, team: tuple[_Member, ...]) -> tuple[Violation, ...]:
        parts, travel_yen = self.situation.parts, self.situation.travel_yen
        if parts.instance.rules.travel_budget_yen is None or travel_yen is None:
            return ()
        return parts.of_budget(travel_yen + sum(member.travel_yen for member in team))


def _sum(*amounts: int | None) -> int | None:
    """Return a sum, None where some amount is unknown."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _by_preference(option: Option) -> tuple[bool, bool, int, dt.date, tuple[str, ...]]:
    yen = option.difference_yen
    return bool(option.forbidden), yen is None, yen or 0, option.date, option.advisers
