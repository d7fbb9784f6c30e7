"""A plan against the tour as it is today: what the planner's own rules have against it now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io.breaches import (
    KINDS,
    ShutDays,
    objection_of,
    travel_objections,
)
from seminar_service.planning.solver_io.instances import PlanningProblem, planning_problem
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id
from seminar_service.planning.solver_io.published import Appointment
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.tours.calendar import closed_days
from seminar_service.tours.model import Tour

_LIMITS: Final = frozenset({ObjectionKind.SEMINARS, ObjectionKind.SEMINARS_IN_MONTH})


@dataclass(frozen=True)
class Today:
    """A tour as it is today, against which plans are held.

    Attributes:
        examiner: Its planning problem, ready to be held against plans.
        shut: Why days cannot be chosen that hosts had offered.
        engaged: Who takes part in the tour (keys).
        published: The seminars that stand, by the key of the bid.
        locked: What is to stay in every plan, by the key of the bid.
        finished: Those of them that no plan moves any more.
    """

    examiner: solver.Examiner
    shut: ShutDays
    engaged: frozenset[int]
    published: Mapping[int, Appointment]
    locked: Mapping[int, Appointment]
    finished: frozenset[int]

    @property
    def instance(self) -> solver.Instance:
        """Its planning problem."""
        return self.examiner.instance

    @property
    def settled(self) -> frozenset[int]:
        """The bids whose seminars are over or can no longer be arranged otherwise."""
        return frozenset(key for key, each in self.published.items() if each.settled)

    def objections(
        self, planned: Mapping[int, Held], answered: Iterable[int]
    ) -> tuple[Objection, ...]:
        """Return what speaks against releasing a plan today; what is settled speaks against none.

        Args:
            planned: What the plan makes of the bids that it holds, by their keys.
            answered: The bids that it holds or refuses.
        """
        return tuple(_Check(self, planned).objections(answered))


def tour_today(
    session: Session, tour: Tour, *, earliest: date, problem: PlanningProblem | None = None
) -> Today:
    """Read a tour as it is today, but for its planning problem where that was read before.

    A fixed number of queries.
    """
    problem = problem or planning_problem(session, tour, earliest=earliest)
    finished = select(Seminar.bid_id).where(
        Seminar.tour_id == tour.id, Seminar.stands, Seminar.state.not_in(MOVABLE_SEMINARS)
    )
    return Today(
        examiner=problem.examiner,
        shut=ShutDays(earliest, closed_days(tour), problem.known.lost),
        engaged=frozenset(each.adviser_id for each in problem.engagements),
        published=problem.known.published,
        locked=problem.known.locked,
        finished=frozenset(session.scalars(finished)),
    )


class _Check:
    """One plan against a tour as it is today."""

    def __init__(self, today: Today, planned: Mapping[int, Held]) -> None:
        self.today = today
        self.needed = {row_id(each.id): len(each.slots) for each in today.instance.bids}
        self.places = {row_id(each.id): each.place for each in today.instance.bids}
        over = {
            key: Held(each.day, each.team)
            for key, each in today.published.items()
            if key in today.finished
        }
        held = {**planned, **over}  # what is over stays, whatever the plan says
        self.held = {key: each for key, each in held.items() if key in self.needed}
        self.free = self.held.keys() - today.settled

    def objections(self, answered: Iterable[int]) -> Iterator[Objection]:
        """Yield what speaks against the plan."""
        movable = self.today.published.keys() - self.today.finished
        if lost := tuple(sorted(movable - set(answered))):
            yield Objection(ObjectionKind.UNANSWERED, lost)
        yield from self._not_engaged()
        yield from self._locked_to_another_team()
        yield from self._disrupted()
        for breach in self._breaches(self.held):
            yield from self._told(breach)

    def _not_engaged(self) -> Iterator[Objection]:
        bids: dict[int, list[int]] = {}
        for key in sorted(self.free):
            for adviser in self.held[key].team:
                if adviser not in self.today.engaged:
                    bids.setdefault(adviser, []).append(key)
        for adviser, those in bids.items():
            days = tuple(self.held[key].day for key in those)
            yield Objection(ObjectionKind.NOT_ENGAGED, tuple(those), (adviser,), days)

    def _locked_to_another_team(self) -> Iterator[Objection]:
        """Yield locks that the planner leaves out: the bid needs another number of advisers now."""
        for key, lock in self.today.locked.items():
            needed = self.needed.get(key, len(lock.team))
            kept = self.held.get(key) == Held(lock.day, lock.team)
            if needed != len(lock.team) and not kept and key not in self.today.settled:
                yield Objection(ObjectionKind.LOCKED_OTHERWISE, (key,), lock.team, (lock.day,))

    def _disrupted(self) -> Iterator[Objection]:
        """Yield what is locked though its day is lost; of anything else the planner knows it."""
        lost = self.today.shut.lost
        for key, lock in self.today.locked.items():
            held = Held(lock.day, lock.team)
            if (
                key in self.free
                and self.held[key] == held
                and (
                    held.day in lost.in_place(self.places[key])
                    or any(held.day in lost.advisers.get(adviser, ()) for adviser in held.team)
                )
            ):
                yield Objection(ObjectionKind.DISRUPTED, (key,), days=(held.day,))

    def _breaches(self, held: Mapping[int, Held]) -> tuple[solver.Violation, ...]:
        """What the planner's checker finds; whom it does not know is told apart."""
        known = self.today.instance.adviser_index
        seminars = [
            solver.Seminar(bid_name(key), each.day, tuple(map(adviser_name, each.team)))
            for key, each in held.items()
            if all(adviser_name(one) in known for one in each.team)
        ]
        plan = solver.Plan("today", "feasible", None, None, tuple(seminars))
        return self.today.examiner.check(plan).breaches

    def _told(self, breach: solver.Violation) -> Iterator[Objection]:
        kind, bids = KINDS[breach.breach], tuple(map(row_id, breach.bids))
        advisers = tuple(map(row_id, breach.advisers))
        if kind is ObjectionKind.TRAVEL:
            yield from self._travel(advisers[0], breach)
            return
        if bids and self.free.isdisjoint(bids) and kind is not ObjectionKind.LOCKED_OTHERWISE:
            return
        if kind in _LIMITS and not self.today.engaged.issuperset(advisers):
            return  # who is no longer engaged may give nothing, which is told as that
        if kind is ObjectionKind.DAY_NOT_OFFERED:
            kind = self.today.shut.why_not(breach.dates[0], self.places[bids[0]])
        yield replace(objection_of(breach), kind=kind)

    def _travel(self, adviser: int, breach: solver.Violation) -> Iterator[Objection]:
        """Yield why an adviser cannot give these seminars, as far as they can still be others."""
        for objection in travel_objections(breach, self._unavailable(adviser), self._jam):
            if self.free.isdisjoint(objection.bid_ids):
                continue
            taken = objection.kind is ObjectionKind.UNAVAILABLE
            yield self._of_free(objection) if taken else objection

    def _of_free(self, objection: Objection) -> Objection:
        """The same of the seminars alone that can still be others."""
        bids = tuple(key for key in objection.bid_ids if key in self.free)
        return replace(objection, bid_ids=bids, days=tuple(self.held[key].day for key in bids))

    def _jam(self, adviser: int, bids: Collection[int]) -> solver.Violation | None:
        """What keeps an adviser from giving just these seminars."""
        days = {bid_name(key): self.held[key].day for key in bids}
        return self.today.examiner.jam(adviser_name(adviser), days)

    def _unavailable(self, adviser: int) -> frozenset[date]:
        index = self.today.instance.adviser_index[adviser_name(adviser)]
        return frozenset(self.today.instance.advisers[index].unavailable)
