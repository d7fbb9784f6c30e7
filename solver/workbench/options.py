"""All dates and teams for one bid, each with its cost difference and what forbids it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from heapq import merge
from itertools import takewhile
from typing import Final, NamedTuple

from solver.formats.plan import Seminar
from solver.formats.rulebook import Rule
from solver.formats.violations import Violation
from solver.tour.rules import check_lock
from solver.workbench.members import PricedDate, Situation, price_dates
from solver.workbench.teams import Team, TeamSearch

NOBODY: Final[Mapping[int, str]] = {}


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


class Options:
    """All dates and teams for one bid: the allowed ones first, then the cheapest.

    Iterating makes one option after the other, so the first are there at once, however many teams
    there are: ten slots that any of 40 advisers can fill have 3e15 teams on each date. Take as many
    as you need, by `itertools.islice` for example. Of options alike in that order, the earlier
    date, then the smaller ids come first. They stay those of the plan as it was when they were
    asked for; each iteration begins anew.

    Args:
        situation: The plan around the bid.
        seated: Who keeps which slots (counted from 0), as ids; the others are open to all who have
            their topics. Whoever has not those of the slot makes that there is no option.

    Attributes:
        dates: The dates that the bid offers, the earliest first.
    """

    def __init__(self, situation: Situation, seated: Mapping[int, str] = NOBODY) -> None:
        self._situation = situation
        self._priced = {priced.date: priced for priced in price_dates(situation)}
        advisers = situation.parts.instance.advisers
        self._able = [
            [
                index
                for index, adviser in enumerate(advisers)
                if topics <= adviser.topics and seated.get(slot, adviser.id) == adviser.id
            ]
            for slot, topics in enumerate(situation.bid.slots)
        ]
        self.dates = tuple(self._priced)

    def __iter__(self) -> Iterator[Option]:
        """Iterate over all options."""
        return merge(*map(self.on, self.dates), key=_order)

    def allowed(self) -> Iterator[Option]:
        """Iterate over those that may be chosen, the cheapest first."""
        return takewhile(lambda option: not option.forbidden, self)

    def on(self, day: dt.date) -> Iterator[Option]:
        """Iterate over those on one date, in the same order.

        Args:
            day: One of `dates`.
        """
        priced = self._priced[day]
        search = TeamSearch(
            self._able,
            priced.members,
            yen=priced.yen,
            travel_left_yen=self._travel_left_yen(),
            suits=partial(self._suits, priced),
        )
        return (self._option(priced, team) for team in search.teams())

    def broken_on(self, day: dt.date) -> tuple[Violation, ...]:
        """Return what stands in the way on one date, each rule and adviser once.

        That is what the possible members and the date itself break, and what the best team does;
        no other team is made.

        Args:
            day: One of `dates`.
        """
        team = next(self.on(day), None)
        if team is None:
            return ()
        priced = self._priced[day]
        broken = [*team.forbidden, *priced.closed]
        # Where there is a team, each who has the topics of a slot can take that slot over in it.
        broken += [one for member in priced.members.values() for one in member.forbidden]
        first: dict[tuple[Rule, tuple[str, ...]], Violation] = {}
        for violation in broken:
            first.setdefault((violation.rule, violation.advisers), violation)
        return tuple(first.values())

    def _suits(self, priced: PricedDate, names: tuple[str, ...]) -> bool:
        """Say whether a date is not closed, and the lock allows a team that begins so."""
        bid = self._situation.bid
        if priced.closed or not bid.locked or bid.current is None:
            return not priced.closed
        return bid.current.date == priced.date and bid.current.advisers[: len(names)] == names

    def _travel_left_yen(self) -> int | None:
        budget_yen = self._situation.parts.instance.rules.travel_budget_yen
        if budget_yen is None or self._situation.travel_yen is None:
            return None
        return budget_yen - self._situation.travel_yen

    def _option(self, priced: PricedDate, team: Team) -> Option:
        yen = team.yen if team.is_possible and priced.yen is not None else None
        forbidden = () if team.is_allowed else self._forbidden(priced, team)
        return Option(priced.date, team.names, yen, forbidden)

    def _forbidden(self, priced: PricedDate, team: Team) -> tuple[Violation, ...]:
        broken = priced.closed
        if self._situation.bid.locked:
            seminar = Seminar(self._situation.bid.id, priced.date, team.names)
            broken += tuple(check_lock(self._situation.bid, seminar))
        for index in team.members:
            broken += priced.members[index].forbidden
        return broken + self._over_budget(team)

    def _over_budget(self, team: Team) -> tuple[Violation, ...]:
        before_yen = self._situation.travel_yen
        if before_yen is None or not team.is_possible:
            return ()
        return self._situation.parts.of_budget(before_yen + team.travel_yen)


def _order(option: Option) -> tuple[bool, bool, int, dt.date, tuple[str, ...]]:
    yen = option.difference_yen
    return bool(option.forbidden), yen is None, yen or 0, option.date, option.advisers
