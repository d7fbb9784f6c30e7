"""What it takes to make a scenario the tour's own: which rows change, and what has to be done."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.planning.input_changes import LIMITS
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
    Value,
    adviser_of,
    bid_of,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenario_troubles import Trouble, TroubleKind
from seminar_service.planning.solver_io import Newcomer, WhatIf, find_troubles
from seminar_service.tours.calendar_days import DayRange, consecutive
from seminar_service.tours.model import Tour

BY_HAND = (NewAdviser, BidLeftOut, BidDate)
"""Changes that need a person, or somebody's word."""


@dataclass(frozen=True, slots=True)
class AdoptionStep:
    """One change of a row.

    Attributes:
        change: What is done: of days those alone that are otherwise yet.
        before: What the row says until now, of rules, limits and prices.
    """

    change: Change
    before: Value = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """What making a scenario the tour's own takes.

    Attributes:
        scenario: The scenario.
        steps: What is done by one press: the rules of the tour first, then advisers, then bids.
        by_hand: What somebody has to do: a new adviser, a host's word, a bid to be decided about.
        declined: Days (with the adviser) on which an adviser has declined a seminar, which stands
            until it is removed on the adviser's page.
        already: What is so already.
        troubles: What cannot be, or no longer.
        versions: The versions of the rows that the steps change, and the days of newcomers.
        newcomers: Who is to take part by a step, by key, with the days that they bring.
    """

    scenario: Scenario
    steps: tuple[AdoptionStep, ...]
    by_hand: tuple[Change, ...]
    declined: tuple[DaysFree, ...]
    already: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    versions: tuple[tuple[str, int, int], ...]
    newcomers: Mapping[int, Newcomer]

    @property
    def fingerprint(self) -> str:
        """Changes whenever something else would be done: what was shown is what is done."""
        said = repr((self.scenario.version, self.steps, self.by_hand, self.declined, self.versions))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def hosts(self) -> int:
        """How many hosts get an email, because their bids are accepted."""
        return sum(isinstance(each.change, BidTaken) for each in self.steps)


def adoption_of(session: Session, scenario: Scenario, *, today: date) -> Adoption:
    """Return what making a scenario its tour's own would take today. A fixed number of queries."""
    changes = scenario.assumed
    what_if = what_if_of(session, scenario.tour, changes, today=today)
    found = {each.position: each for each in find_troubles(what_if, changes)}
    harmless = (TroubleKind.ALREADY_SO, TroubleKind.BID_ACCEPTED)
    sound = [each for position, each in enumerate(changes) if position not in found]
    steps = tuple(sorted(_Steps(what_if, sound).steps(), key=lambda each: _rank(each.change)))
    return Adoption(
        scenario=scenario,
        steps=steps,
        by_hand=tuple(each for each in sound if isinstance(each, BY_HAND)),
        declined=tuple(_declined(what_if, sound)),
        already=tuple(each.change for each in found.values() if each.kind in harmless),
        troubles=tuple(each for each in found.values() if each.kind not in harmless),
        versions=_versions(what_if, scenario.tour, steps),
        newcomers=what_if.newcomers,
    )


class _Steps:
    """The changes of a scenario as changes of rows."""

    def __init__(self, what_if: WhatIf, changes: Sequence[Change]) -> None:
        self.what_if, self.changes = what_if, changes
        self.engagements = {each.adviser_id: each for each in what_if.problem.engagements}
        self.bids = {bid.id: bid for bid in what_if.problem.bids}

    def steps(self) -> Iterator[AdoptionStep]:
        """Yield what is done by one press."""
        for change in self.changes:
            match change:
                case TourRule():
                    yield AdoptionStep(change, self.what_if.known.rules[change.name])
                case AdviserLimit():
                    yield self._limit(change)
                case NightsAway():
                    yield from self._nights(change)
                case DaysOff() | DaysFree():
                    yield from self._days(change)
                case ClosedDays() | BidTaken() | KnownAdviser():
                    yield AdoptionStep(change)
                case DeclinePrice():
                    yield AdoptionStep(change, self.bids[change.bid_id].decline_yen)

    def _limit(self, change: AdviserLimit) -> AdoptionStep:
        engagement = self.engagements[change.adviser_id]
        return AdoptionStep(change, int(getattr(engagement, change.name)))

    def _nights(self, change: NightsAway) -> Iterator[AdoptionStep]:
        """One for each adviser who may be away for longer, but who has a limit of their own."""
        name = LIMITS[-1]
        own = {
            each.adviser_id
            for each in self.changes
            if isinstance(each, AdviserLimit) and each.name == name
        }
        for adviser_id, engagement in self.engagements.items():
            if adviser_id not in own and engagement.max_nights_away > change.nights:
                yield self._limit(AdviserLimit(adviser_id, name, change.nights))

    def _days(self, change: DaysOff | DaysFree) -> Iterator[AdoptionStep]:
        taken = {each.day for each in self.engagements[change.adviser_id].unavailable_days}
        off = isinstance(change, DaysOff)
        days = [day for day in DayRange(change.first, change.last).days() if (day in taken) != off]
        for each in consecutive(days):
            yield AdoptionStep(replace(change, first=each.first, last=each.last))


def _declined(what_if: WhatIf, changes: Sequence[Change]) -> Iterator[DaysFree]:
    declined = what_if.problem.known.declines.advisers
    for change in changes:
        if isinstance(change, DaysFree):
            wanted = DayRange(change.first, change.last)
            days = [day for day in declined.get(change.adviser_id, {}) if day in wanted]
            for each in consecutive(days):
                yield DaysFree(change.adviser_id, each.first, each.last)


def _rank(change: Change) -> tuple[int, int]:
    about_tour = isinstance(change, TourRule | ClosedDays)
    if isinstance(change, KnownAdviser):
        return (1, change.adviser_id)
    adviser_id, bid_id = adviser_of(change), bid_of(change)
    return (0, 0) if about_tour else (1, adviser_id) if adviser_id else (2, bid_id or 0)


def _versions(
    what_if: WhatIf, tour: Tour, steps: Sequence[AdoptionStep]
) -> tuple[tuple[str, int, int], ...]:
    engagements: dict[int, Engagement] = {
        each.adviser_id: each for each in what_if.problem.engagements
    }
    bids = {bid.id: bid for bid in what_if.problem.bids}
    found: set[tuple[str, int, int]] = set()
    for step in steps:
        if isinstance(step.change, KnownAdviser):
            found.update(_of_newcomer(what_if, step.change.adviser_id))
            continue
        adviser_id, bid_id = adviser_of(step.change), bid_of(step.change)
        if adviser_id is not None:
            found.add(("engagement", adviser_id, engagements[adviser_id].version))
        elif bid_id is not None:
            found.add(("bid", bid_id, bids[bid_id].version))
        else:
            found.add(("tour", tour.id, tour.version))
    return tuple(sorted(found))


def _of_newcomer(what_if: WhatIf, adviser_id: int) -> Iterator[tuple[str, int, int]]:
    """What is known of somebody who is to take part: the row, and the days that they bring."""
    newcomer = what_if.newcomers[adviser_id]
    yield ("adviser", adviser_id, newcomer.adviser.version)
    yield from (("day", adviser_id, day.toordinal()) for day in newcomer.days)
