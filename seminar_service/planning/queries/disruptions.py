"""Disruptions of a tour, and which released seminars they upset."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.disruption_values import DisruptionDetails, LostDays
from seminar_service.planning.queries.locks import TourLock, standing_seminars, tour_locks
from seminar_service.planning.values import earliest_day
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Tour


@dataclass(frozen=True, slots=True)
class UpsetSeminar:
    """A released seminar that cannot be held as it stands; `lock` is what keeps it there now."""

    seminar: Seminar
    lock: TourLock | None
    earliest: date | None

    @property
    def can_move(self) -> bool:
        """Whether the planner can still find another day or other advisers for it."""
        late = self.earliest is None or self.seminar.day < self.earliest
        return self.seminar.state in MOVABLE_SEMINARS and not late


def lost_days(session: Session, tour_id: int) -> LostDays:
    """All days that disruptions take from a tour as things are now. Two queries at most."""
    return LostDays.of(_counting(session, tour_id))


def disruptions_of(session: Session, tour_id: int) -> tuple[Disruption, ...]:
    """The disruptions of a tour: what counts first, then by day. Two queries at most."""
    rows = session.scalars(
        select(Disruption)
        .where(Disruption.tour_id == tour_id)
        .order_by(Disruption.lifted_at.is_not(None), Disruption.first_day, Disruption.id)
        .options(
            joinedload(Disruption.adviser),
            joinedload(Disruption.noter),
            selectinload(Disruption.places),
        )
    )
    return tuple(rows)


def disruptions_elsewhere(session: Session, tour_id: int) -> tuple[Disruption, ...]:
    """What was noted for other tours and keeps advisers of this one away, by day. One query.

    Who cannot come to one tour cannot come to another on the same days.
    """
    rows = session.scalars(
        select(Disruption)
        .where(_keeps_away(tour_id))
        .order_by(Disruption.first_day, Disruption.id)
        .options(joinedload(Disruption.adviser), joinedload(Disruption.tour))
    )
    return tuple(rows)


def disruptions_concerning(
    session: Session, tour_id: int, adviser_id: int
) -> tuple[Disruption, ...]:
    """What counts still and concerns one adviser, by day. Three queries at most.

    That the adviser cannot come, that nothing can be held anywhere, or not where the adviser has a
    seminar on those days; nothing of anybody else.
    """
    rows = session.scalars(
        select(Disruption)
        .where(
            _counts(tour_id),
            or_(Disruption.adviser_id.is_(None), Disruption.adviser_id == adviser_id),
        )
        .order_by(Disruption.first_day, Disruption.id)
        .options(selectinload(Disruption.places))
    ).all()
    if not rows:
        return ()
    seminars = session.scalars(
        select(Seminar)
        .join(TeamMember)
        .where(Seminar.tour_id == tour_id, Seminar.stands, TeamMember.adviser_id == adviser_id)
    ).all()
    return tuple(
        row
        for row in rows
        if not row.places
        or any(row.details.upsets(each.day, each.place, [adviser_id]) for each in seminars)
    )


def disruption_of(session: Session, disruption_id: int) -> Disruption:
    """A disruption with its tour and its places.

    Raises:
        NotFound: There is no such disruption.
    """
    row = session.get(
        Disruption,
        disruption_id,
        options=[
            joinedload(Disruption.tour),
            joinedload(Disruption.adviser),
            joinedload(Disruption.noter),
            selectinload(Disruption.places),
        ],
    )
    if row is None:
        raise NotFound("disruption")
    return row


def upset_seminars(
    session: Session, tour: Tour, disruptions: Collection[DisruptionDetails], earliest: date | None
) -> tuple[UpsetSeminar, ...]:
    """The seminars of a tour that cannot be held as they stand, by day.

    Args:
        session: Where to read.
        tour: The tour.
        disruptions: What has happened.
        earliest: The first day on which something can still be arranged; None for a tour that is
            over, in which nothing can.
    """
    if not disruptions:
        return ()
    upset_ids = _upset(session, tour.id, disruptions)
    if not upset_ids:
        return ()
    locks = tour_locks(session, tour.id)
    upset = [
        UpsetSeminar(seminar, locks.get(seminar.bid_id), earliest)
        for seminar in standing_seminars(session, tour.id, upset_ids).values()
    ]
    return tuple(sorted(upset, key=lambda each: (each.seminar.day, each.seminar.id)))


def upset_in(session: Session, tour: Tour, *, today: date) -> tuple[UpsetSeminar, ...]:
    """What somebody has to see to: the seminars of a tour that disruptions upset, from today on.

    One query where there is no disruption.
    """
    earliest = earliest_day(tour.stage, tour.last_day, today)
    upset = upset_seminars(session, tour, _counting(session, tour.id), earliest)
    return tuple(each for each in upset if each.seminar.day >= today)


def _counting(session: Session, tour_id: int) -> list[DisruptionDetails]:
    """What has happened and counts still."""
    rows = session.scalars(
        select(Disruption).where(_counts(tour_id)).options(selectinload(Disruption.places))
    )
    return [row.details for row in rows]


def _counts(tour_id: int) -> ColumnElement[bool]:
    of_tour = and_(Disruption.tour_id == tour_id, Disruption.lifted_at.is_(None))
    return or_(of_tour, _keeps_away(tour_id))


def _keeps_away(tour_id: int) -> ColumnElement[bool]:
    """Select what was noted for other tours, on days of this one, of an adviser of this one."""
    engaged = select(Engagement.adviser_id).where(Engagement.tour_id == tour_id)
    on_its_days = exists().where(
        Tour.id == tour_id,
        Tour.first_day <= Disruption.last_day,
        Tour.last_day >= Disruption.first_day,
    )
    return and_(
        Disruption.tour_id != tour_id,
        Disruption.lifted_at.is_(None),
        Disruption.adviser_id.in_(engaged),
        on_its_days,
    )


def _upset(
    session: Session, tour_id: int, disruptions: Collection[DisruptionDetails]
) -> frozenset[int]:
    """The keys of the seminars that cannot be held as they stand: few, of many that stand."""
    rows = session.execute(
        select(Seminar.id, Seminar.day, Bid.place, TeamMember.adviser_id)
        .join(Seminar.bid)
        .outerjoin(Seminar.team)
        .where(Seminar.tour_id == tour_id, Seminar.stands)
    )
    return frozenset(
        key
        for key, day, place, adviser_id in rows
        if any(each.upsets(day, place, [adviser_id] if adviser_id else []) for each in disruptions)
    )
