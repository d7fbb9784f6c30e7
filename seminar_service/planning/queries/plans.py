"""One plan, with everything that its pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from seminar_service.advisers.model import Adviser, AnyAdviser, Engagement
from seminar_service.bids.model import Bid, BidDate
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.model import (
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
)
from seminar_service.planning.queries.locks import TourLock, lifted_locks, lock_mark, tour_locks
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import gap_share, gap_yen

MONEY = ("fares", "hotels")
"""The parts of the cost that are money."""
COMPONENTS = ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes")


@dataclass(frozen=True)
class PlanView:
    """A plan with what belongs to it.

    Attributes:
        plan: The row, with its tour, seminars (bids, teams) and refusals (bids).
        choices: Which of the host's choices each seminar's day is, by the key of the bid;
            missing for a day that the host has not named.
        locks: What of the tour is locked, by the key of the bid; the same beside every plan.
        lifted: The bids (keys) that are announced and left to the planner all the same.
    """

    plan: Plan
    choices: Mapping[int, Choice]
    locks: Mapping[int, TourLock]
    lifted: frozenset[int]

    @property
    def components(self) -> tuple[tuple[str, int], ...]:
        """The parts of the cost, named and ordered as in the planning problem."""
        return tuple((name, int(self.plan.components[name])) for name in COMPONENTS)

    @property
    def spent_yen(self) -> int:
        """What is really paid: fares and hotels; the other parts are prices of what is avoided."""
        return sum(int(self.plan.components[name]) for name in MONEY)

    @property
    def gap_yen(self) -> int | None:
        """By how much the plan may be dearer than the best; None where nothing is proven."""
        return gap_yen(self.plan.objective_yen, self.plan.bound_yen)

    @property
    def gap_share(self) -> float | None:
        """The same as a share of the plan's cost."""
        return gap_share(self.plan.objective_yen, self.plan.bound_yen)

    @cached_property
    def advisers(self) -> tuple[AnyAdviser, ...]:
        """Who takes part, by reading."""
        found = {m.adviser_id: m.adviser for each in self.plan.seminars for m in each.team}
        return tuple(sorted(found.values(), key=lambda each: (each.name_kana, each.id)))

    @cached_property
    def travellers(self) -> tuple[AnyAdviser, ...]:
        """Those of them who have a trip."""
        return tuple(each for each in self.advisers if each.id in self.trips)

    @cached_property
    def days(self) -> Mapping[int, date]:
        """The day of each seminar, by the key of its bid."""
        return {each.bid_id: each.day for each in self.plan.seminars}

    @cached_property
    def trips(self) -> Mapping[int, tuple[Trip, ...]]:
        """The trips of each adviser who has any, by the adviser's key."""
        return {int(key): self.trips_of(int(key)) for key in self.plan.itineraries}

    @cached_property
    def bids(self) -> Mapping[int, Bid]:
        """Every bid of the plan, held or refused, by its key."""
        held = {each.bid_id: each.bid for each in self.plan.seminars}
        return held | {each.bid_id: each.bid for each in self.plan.declines}

    def trips_of(self, adviser_id: int) -> tuple[Trip, ...]:
        """An adviser's trips, by day; none for who has none."""
        return tuple(read_trip(each) for each in self.plan.itineraries.get(str(adviser_id), ()))

    def seminars_of(self, adviser_id: int) -> tuple[PlannedSeminar, ...]:
        """An adviser's seminars, by day."""
        return tuple(self._seminars.get(adviser_id, ()))

    @cached_property
    def _seminars(self) -> Mapping[int, list[PlannedSeminar]]:
        """The seminars of each adviser, by the adviser's key."""
        found: dict[int, list[PlannedSeminar]] = {}
        for each in self.plan.seminars:
            for adviser_id in {member.adviser_id for member in each.team}:
                found.setdefault(adviser_id, []).append(each)
        return found

    def is_locked(self, seminar: PlannedSeminar) -> bool:
        """Whether the bid is locked to what this plan makes of it."""
        lock = self.locks.get(seminar.bid_id)
        return lock is not None and lock.mark == self.planned_mark(seminar)

    def planned_mark(self, seminar: PlannedSeminar) -> str:
        """Names the lock that would keep what this plan makes of a bid."""
        return lock_mark(seminar.day, tuple(member.adviser_id for member in seminar.team))

    def lock_mark(self, bid_id: int) -> str:
        """Names what is seen of a bid's lock; empty where it is not locked."""
        lock = self.locks.get(bid_id)
        return lock.mark if lock else ""


def plan_view(session: Session, plan_id: int) -> PlanView:
    """A plan for its pages.

    Raises:
        NotFound: There is no such plan.
    """
    plan = session.scalar(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(
            joinedload(Plan.tour),
            joinedload(Plan.scenario),
            joinedload(Plan.maker),
            joinedload(Plan.parent).defer(Plan.itineraries),
            selectinload(Plan.seminars).joinedload(PlannedSeminar.bid),
            selectinload(Plan.seminars)
            .selectinload(PlannedSeminar.team)
            .joinedload(PlannedTeamMember.adviser),
            selectinload(Plan.declines).joinedload(PlannedDecline.bid),
        )
    )
    if plan is None:
        raise NotFound("plan")
    return PlanView(
        plan,
        _choices(session, plan_id),
        tour_locks(session, plan.tour_id),
        lifted_locks(session, plan.tour_id),
    )


def released_plan(session: Session, tour_id: int) -> Plan | None:
    """The plan of a tour that was released last; None where none is."""
    return session.scalar(
        select(Plan)
        .where(Plan.tour_id == tour_id, Plan.state == PlanState.RELEASED)
        .order_by(Plan.released_at.desc(), Plan.id.desc())
        .limit(1)
    )


def plan_of(session: Session, plan_id: int) -> Plan:
    """A plan without what fills its pages.

    Raises:
        NotFound: There is no such plan.
    """
    plan = session.get(Plan, plan_id, options=[defer(Plan.itineraries)])
    if plan is None:
        raise NotFound("plan")
    return plan


def engagements(session: Session, tour_id: int) -> tuple[Engagement, ...]:
    """Who is engaged for a tour, by reading, with the days that are taken."""
    return tuple(
        session.scalars(
            select(Engagement)
            .join(Engagement.adviser)
            .where(Engagement.tour_id == tour_id)
            .order_by(Adviser.name_kana, Adviser.id)
            .options(joinedload(Engagement.adviser), selectinload(Engagement.unavailable_days))
        )
    )


def _choices(session: Session, plan_id: int) -> dict[int, Choice]:
    rows = session.execute(
        select(PlannedSeminar.bid_id, BidDate.choice)
        .join(
            BidDate,
            and_(BidDate.bid_id == PlannedSeminar.bid_id, BidDate.day == PlannedSeminar.day),
        )
        .where(PlannedSeminar.plan_id == plan_id)
    )
    return dict(iter(rows))
