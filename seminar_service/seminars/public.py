"""What the public reads: tours and their seminars. Nothing that was not announced leaves here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.domain.japan_time import instant_of
from seminar_service.seminars.model import Seminar, TeamMember
from seminar_service.seminars.publicity import Standing, standing
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


@dataclass(frozen=True)
class PublicSeminar:
    """A seminar that the public may see, and how it stands now.

    `over` tells that its day and hour have passed, or that it is cancelled.
    """

    seminar: Seminar
    standing: Standing
    over: bool

    @property
    def takes_people(self) -> bool:
        """Whether people may register, be it for the waiting list."""
        return self.standing in {Standing.OPEN, Standing.FULL}


@dataclass(frozen=True)
class ArchivedTour:
    """A tour of an earlier year with how many seminars were held, in how many prefectures."""

    tour: Tour
    seminars: int
    prefectures: int


def current_tour(session: Session) -> Tour | None:
    """The tour of the front page: the latest fiscal year that is open to the public."""
    return session.scalar(
        select(Tour).where(Tour.stage == TourStage.OPEN).order_by(Tour.fiscal_year.desc()).limit(1)
    )


def tour_of_year(session: Session, fiscal_year: int) -> Tour | None:
    """The tour of a fiscal year, unless it is still being prepared."""
    return session.scalar(
        select(Tour).where(Tour.fiscal_year == fiscal_year, Tour.stage != TourStage.PREPARATION)
    )


def seminars_of(session: Session, tour: Tour, *, now: datetime) -> list[PublicSeminar]:
    """The public seminars of a tour by day and time, with topics and advisers. Three queries."""
    rows = session.scalars(
        _with_details(select(Seminar))
        .where(Seminar.tour_id == tour.id, Seminar.is_public)
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    ).all()
    return [_public(row, now) for row in rows]


def seminar(session: Session, public_id: str, *, now: datetime) -> PublicSeminar | None:
    """One public seminar with its tour, topics and advisers. Three queries."""
    row = session.scalar(
        _with_details(select(Seminar))
        .options(joinedload(Seminar.tour))
        .where(Seminar.public_id == public_id, Seminar.is_public)
    )
    return _public(row, now) if row else None


def archived_tours(session: Session) -> Sequence[ArchivedTour]:
    """All tours of the archive, the latest first. One query."""
    rows = session.execute(
        select(
            Tour,
            func.count(Seminar.id),
            func.count(Seminar.place.distinct()),
        )
        .outerjoin(Seminar, and_(Seminar.tour_id == Tour.id, Seminar.state == SeminarState.HELD))
        .where(Tour.stage == TourStage.ARCHIVED)
        .group_by(Tour.id)
        .order_by(Tour.fiscal_year.desc())
    )
    return [ArchivedTour(*row) for row in rows]


def _with_details(statement: Select[Seminar]) -> Select[Seminar]:
    return statement.options(
        selectinload(Seminar.topics),
        selectinload(Seminar.team).joinedload(TeamMember.adviser),
    )


def _public(row: Seminar, now: datetime) -> PublicSeminar:
    stands = standing(row.state, row.day, row.starts_at, places_left=row.places_left, now=now)
    ended = instant_of(row.day, row.ends_at) <= now
    gone = stands in {Standing.HELD, Standing.CANCELLED}
    return PublicSeminar(row, stands, over=ended or gone)
