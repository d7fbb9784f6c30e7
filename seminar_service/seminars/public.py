"""What the public reads: tours and their seminars. Nothing that was not announced leaves here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.advisers.model import Adviser
from seminar_service.domain.tour_codes import TourCode
from seminar_service.revisions.queries import read, sums_of, sums_of_many
from seminar_service.revisions.values import RevisionNumbers
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public_rows import OPEN_STANDINGS
from seminar_service.seminars.publicity import STATES_AHEAD, Standing, standing
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.expressions import one_of
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourRow, TourStage


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
        return self.standing in OPEN_STANDINGS


@dataclass(frozen=True)
class Tours:
    """All tours, the earliest first, with those that the public may know of."""

    known: Sequence[TourRow]
    hidden: Sequence[TourRow]

    def of_code(self, code: TourCode) -> TourRow | None:
        """The public tour of a code."""
        return next((tour for tour in self.known if tour.code == code), None)

    def by_key(self) -> Mapping[int, TourRow]:
        """The public tours by their keys."""
        return {tour.id: tour for tour in self.known}

    def take_bids(self, today: date) -> bool:
        """Whether hosts may bid on a day; calls are public while their tour is still private."""
        return any(tour.takes_bids(today) for tour in (*self.known, *self.hidden))


def tours(reader: Reader) -> Tours:
    """Read all tours. One query.

    One that is being prepared is known as soon as something of it has been announced.
    """
    rows = [(is_known, TourRow(*row)) for is_known, *row in read_rows(reader, _all_tours())]
    return Tours(
        [row for is_known, row in rows if is_known], [row for is_known, row in rows if not is_known]
    )


def of_current_tours() -> ColumnElement[bool]:
    """Select the seminars of tours that are not kept as an archive yet.

    What an archived tour has not held yet counts, too: nothing that is still to come is hidden.
    """
    current = select(Tour.id).where(Tour.stage != TourStage.ARCHIVED)
    # Most are still to come: what says so at once stands first.
    return or_(one_of(Seminar.state, STATES_AHEAD), Seminar.tour_id.in_(current))


def seminar(session: Session, public_id: str, *, now: datetime) -> PublicSeminar | None:
    """One public seminar with its tour, topics and advisers. One query."""
    row = session.scalars(_one_seminar(), {"public_id": public_id}).unique().one_or_none()
    return as_public(row, now) if row else None


_OF_ADVISER: Final = (
    *(Adviser.name, Adviser.name_en, Adviser.profile_ja, Adviser.profile_en, Adviser.renamed_at),
)

# To make a statement takes as long as to run it; these are made once.


@cache
def _all_tours() -> Select[*tuple[Any, ...]]:
    # Of each tour the database looks for one seminar, not at all of them.
    announced = exists().where(Seminar.tour_id == Tour.id, Seminar.is_public)
    known = or_(Tour.stage != TourStage.PREPARATION, announced)
    columns = [getattr(Tour, name) for name in TourRow._fields]
    return select(known, *columns).order_by(Tour.fiscal_year, Tour.programme)


@cache
def _one_seminar() -> Select[Seminar]:
    return (
        select(Seminar)
        .options(
            # Whatever else somebody reads of these is read then.
            joinedload(Seminar.tour).load_only(Tour.fiscal_year, Tour.programme, Tour.party_limit),
            # Few of each: their product is read faster than two more queries.
            joinedload(Seminar.topics).load_only(Topic.name_ja, Topic.name_en, Topic.renamed_at),
            joinedload(Seminar.team)
            .load_only(TeamMember.adviser_id)
            .joinedload(TeamMember.adviser)
            .load_only(*_OF_ADVISER),
        )
        .where(Seminar.public_id == bindparam("public_id"), Seminar.is_public)
    )


def revision_of_seminar(connection: Connection, public_id: str) -> RevisionNumbers:
    """How far one seminar is, with all that its page shows; there need be none. One query."""
    return read(connection, _revision_of_one(), {"public_id": public_id})


def revision_of_tour(connection: Connection, code: TourCode) -> RevisionNumbers:
    """How far the seminars of one tour are, with all that its pages show. One query.

    A seminar stays in its tour for good. There need be no such tour.
    """
    return read(connection, _revision_of_tour(), asdict(code))


@cache
def _revision_of_tour() -> Select[int, int]:
    of_code = [
        Tour.fiscal_year == bindparam("fiscal_year"),
        Tour.programme == bindparam("programme"),
    ]
    return sums_of_many(select(Seminar.id).join(Tour, Tour.id == Seminar.tour_id).where(*of_code))


@cache
def _revision_of_one() -> Select[int, int]:
    found = select(Seminar.id).where(Seminar.public_id == bindparam("public_id"))
    return sums_of(found.scalar_subquery())


def as_public(row: Seminar, now: datetime) -> PublicSeminar:
    """A seminar with how it stands at an aware instant."""
    stands = standing(
        row.state,
        row.registration_ends_at,
        places_left=row.all_places_left,
        now=now,
        opens=row.registration_opens_at,
    )
    return PublicSeminar(row, stands, over=not row.is_to_come(now))
