"""One plan, with everything that its pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.planning import gap_share, gap_yen
from seminar_service.domain.vocabulary import Choice
from seminar_service.models.advisers import Adviser, Engagement
from seminar_service.models.bids import Bid, BidDate
from seminar_service.models.plans import (
    Lock,
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
)

COMPONENTS = ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes")


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with what belongs to it.

    Attributes:
        plan: The row, with its tour, seminars (bids, teams) and refusals (bids).
        choices: Which of the host's choices each seminar's day is, by the key of the bid;
            missing for a day that the host has not named.
        locks: The planned seminar (key) to which each locked bid of the tour is locked.
    """

    plan: Plan
    choices: Mapping[int, Choice]
    locks: Mapping[int, int]

    @property
    def components(self) -> tuple[tuple[str, int], ...]:
        """The parts of the cost, named and ordered as in the planning problem."""
        return tuple((name, int(self.plan.components[name])) for name in COMPONENTS)

    @property
    def gap_yen(self) -> int | None:
        """By how much the plan may be dearer than the best; None where nothing is proven."""
        return gap_yen(self.plan.objective_yen, self.plan.bound_yen)

    @property
    def gap_share(self) -> float | None:
        """The same as a share of the plan's cost."""
        return gap_share(self.plan.objective_yen, self.plan.bound_yen)

    @property
    def advisers(self) -> tuple[Adviser, ...]:
        """Who takes part, by reading."""
        found = {m.adviser_id: m.adviser for each in self.plan.seminars for m in each.team}
        return tuple(sorted(found.values(), key=lambda each: (each.name_kana, each.id)))

    @property
    def trips(self) -> int:
        """How many trips the plan has."""
        return sum(len(trips) for trips in self.plan.itineraries.values())

    def seminars_of(self, adviser_id: int) -> tuple[PlannedSeminar, ...]:
        """An adviser's seminars, by day."""
        return tuple(
            each
            for each in self.plan.seminars
            if any(member.adviser_id == adviser_id for member in each.team)
        )

    def is_locked(self, seminar: PlannedSeminar) -> bool:
        """Whether the bid is locked to what this plan makes of it."""
        lock = self.locks.get(seminar.bid_id)
        return lock is not None and lock == seminar.id

    def is_locked_elsewhere(self, seminar: PlannedSeminar) -> bool:
        """Whether the bid is locked to what another plan makes of it."""
        return seminar.bid_id in self.locks and not self.is_locked(seminar)


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
            selectinload(Plan.seminars).joinedload(PlannedSeminar.bid),
            selectinload(Plan.seminars)
            .selectinload(PlannedSeminar.team)
            .joinedload(PlannedTeamMember.adviser),
            selectinload(Plan.declines).joinedload(PlannedDecline.bid),
        )
    )
    if plan is None:
        raise NotFound("plan")
    return PlanView(plan, _choices(session, plan_id), _locks(session, plan.tour_id))


def unavailable_days(session: Session, tour_id: int) -> dict[int, tuple[date, ...]]:
    """The days that each adviser of a tour has taken, by the adviser's key."""
    rows = session.scalars(
        select(Engagement)
        .where(Engagement.tour_id == tour_id)
        .options(selectinload(Engagement.unavailable_days))
    )
    return {row.adviser_id: tuple(each.day for each in row.unavailable_days) for row in rows}


def bids_by_key(session: Session, keys: set[int]) -> dict[int, Bid]:
    """Bids by their keys."""
    rows = session.scalars(select(Bid).where(Bid.id.in_(keys)))
    return {row.id: row for row in rows}


def _choices(session: Session, plan_id: int) -> dict[int, Choice]:
    rows = session.execute(
        select(PlannedSeminar.bid_id, BidDate.choice)
        .join(
            BidDate,
            and_(BidDate.bid_id == PlannedSeminar.bid_id, BidDate.day == PlannedSeminar.day),
        )
        .where(PlannedSeminar.plan_id == plan_id)
    )
    return dict(rows.tuples())


def _locks(session: Session, tour_id: int) -> dict[int, int]:
    rows = session.execute(
        select(Lock.bid_id, Lock.planned_seminar_id).join(Lock.bid).where(Bid.tour_id == tour_id)
    )
    return dict(rows.tuples())
