"""What the public reads: tours and their seminars. Nothing that was not announced leaves here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.vocabulary import Audience
from seminar_service.revisions.queries import read, sums_of
from seminar_service.revisions.values import RevisionNumbers
from seminar_service.seminars.model import Seminar, TeamMember
from seminar_service.seminars.publicity import STATES_AHEAD, Standing, standing
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


class SeminarRow(NamedTuple):
    """What a row of a list shows, in values that compare by what they hold."""

    public_id: str
    day: date
    starts_at: time
    ends_at: time
    place: str
    title_ja: str
    title_en: str
    venue_name: str
    host_name: str
    audience: Audience
    standing: Standing
    takes_people: bool
    places_left: int
    capacity: int
    waiting: int

    def title(self, locale: str) -> str:
        """The title in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en


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

    @property
    def row(self) -> SeminarRow:
        """The same as a row of a list."""
        seminar = self.seminar
        return SeminarRow(
            seminar.public_id,
            seminar.day,
            seminar.starts_at,
            seminar.ends_at,
            seminar.place,
            seminar.title_ja,
            seminar.title_en,
            seminar.venue_name,
            seminar.host_name,
            seminar.audience,
            self.standing,
            self.takes_people,
            seminar.places_left,
            seminar.capacity,
            seminar.waiting,
        )


@dataclass(frozen=True)
class Tours:
    """All tours, the earliest first, with those that the public may know of."""

    known: Sequence[Tour]
    hidden: Sequence[Tour]

    def of_year(self, fiscal_year: int) -> Tour | None:
        """The public tour of a fiscal year."""
        return next((tour for tour in self.known if tour.fiscal_year == fiscal_year), None)

    def by_key(self) -> Mapping[int, Tour]:
        """The public tours by their keys."""
        return {tour.id: tour for tour in self.known}

    def take_bids(self, today: date) -> bool:
        """Whether hosts may bid on a day; calls are public while their tour is still private."""
        return any(tour.takes_bids(today) for tour in (*self.known, *self.hidden))


def tours(session: Session) -> Tours:
    """Read all tours. One query.

    One that is being prepared is known as soon as something of it has been announced.
    """
    rows = session.execute(_all_tours()).all()
    return Tours(
        [row for row, is_known in rows if is_known], [row for row, is_known in rows if not is_known]
    )


def of_current_tours() -> ColumnElement[bool]:
    """Select the seminars of tours that are not kept as an archive yet.

    What an archived tour has not held yet counts, too: nothing that is still to come is hidden.
    """
    current = select(Tour.id).where(Tour.stage != TourStage.ARCHIVED)
    return or_(Seminar.tour_id.in_(current), Seminar.state.in_(STATES_AHEAD))


def seminar(session: Session, public_id: str, *, now: datetime) -> PublicSeminar | None:
    """One public seminar with its tour, topics and advisers. One query."""
    row = session.scalars(_one_seminar(), {"public_id": public_id}).unique().one_or_none()
    return as_public(row, now) if row else None


# To make a statement takes as long as to run it; these are made once.


@cache
def _all_tours() -> Select[Tour, bool]:
    announced = Tour.id.in_(select(Seminar.tour_id).where(Seminar.is_public))
    known = or_(Tour.stage != TourStage.PREPARATION, announced)
    return select(Tour, known).order_by(Tour.fiscal_year)


@cache
def _one_seminar() -> Select[Seminar]:
    return (
        select(Seminar)
        .options(
            joinedload(Seminar.tour),
            # Few of each: their product is read faster than two more queries.
            joinedload(Seminar.topics),
            joinedload(Seminar.team).joinedload(TeamMember.adviser),
        )
        .where(Seminar.public_id == bindparam("public_id"), Seminar.is_public)
    )


def revision_of_seminar(connection: Connection, public_id: str) -> RevisionNumbers:
    """How far one seminar is, with all that its page shows; there need be none. One query."""
    return read(connection, _revision_of_one(), {"public_id": public_id})


@cache
def _revision_of_one() -> Select[int, int]:
    found = select(Seminar.id).where(Seminar.public_id == bindparam("public_id"))
    return sums_of(found.scalar_subquery())


def as_public(row: Seminar, now: datetime) -> PublicSeminar:
    """A seminar with how it stands at an aware instant."""
    stands = standing(
        row.state,
        row.day,
        row.starts_at,
        places_left=row.places_left,
        now=now,
        closes_on=row.registration_closes_on,
    )
    return PublicSeminar(row, stands, over=not row.is_to_come(now))
