"""What an adviser sees: own seminars, what waits for an answer, the journeys."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Adviser
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.questions import may_answer, question_mark
from seminar_service.seminars.team_model import TeamMember


@dataclass(frozen=True)
class OwnSeminar:
    """One seminar as its adviser sees it.

    `can_answer` tells whether an answer is taken now; `others` are the colleagues.
    """

    seminar: Seminar
    member: TeamMember
    others: tuple[Adviser, ...]

    @property
    def can_answer(self) -> bool:
        """Whether the adviser may confirm or decline."""
        return may_answer(self.seminar, self.member.confirmation)

    @property
    def question_mark(self) -> str:
        """What the adviser sees who answers now."""
        return question_mark(self.seminar.version, self.member.answered_at)

    @property
    def is_waiting(self) -> bool:
        """Whether the office waits for an answer."""
        return self.can_answer and self.member.confirmation is ConfirmationState.ASKED


@dataclass(frozen=True)
class AdviserYear:
    """An adviser's seminars that are ahead and past, and the journeys ahead."""

    adviser: Adviser
    ahead: tuple[OwnSeminar, ...]
    past: tuple[OwnSeminar, ...]
    trips: tuple[Trip, ...]

    @property
    def waiting(self) -> tuple[OwnSeminar, ...]:
        """What waits for an answer."""
        return tuple(each for each in self.ahead if each.is_waiting)


def adviser_year(session: Session, adviser_id: int, today: date) -> AdviserYear:
    """Everything that concerns an adviser; at most five queries.

    Raises:
        NotFound: there is no such adviser.
    """
    adviser = session.get(Adviser, adviser_id)
    if adviser is None:
        raise NotFound("adviser")
    own = _own_seminars(session, adviser_id)
    return AdviserYear(
        adviser=adviser,
        ahead=tuple(each for each in own if each.seminar.day >= today),
        past=tuple(each for each in reversed(own) if each.seminar.day < today),
        trips=_trips(session, adviser_id, today),
    )


def _own_seminars(session: Session, adviser_id: int) -> list[OwnSeminar]:
    seminars = session.scalars(
        select(Seminar)
        .join(TeamMember)
        .where(TeamMember.adviser_id == adviser_id)
        .options(
            selectinload(Seminar.team).joinedload(TeamMember.adviser), joinedload(Seminar.tour)
        )
        .order_by(Seminar.day, Seminar.starts_at)
    )
    return [_own(seminar, adviser_id) for seminar in seminars if _is_shown(seminar)]


def _is_shown(seminar: Seminar) -> bool:
    """What was cancelled before anybody outside knew of it has been told by mail and is gone."""
    return seminar.stands or seminar.is_public


def _own(seminar: Seminar, adviser_id: int) -> OwnSeminar:
    member = next(each for each in seminar.team if each.adviser_id == adviser_id)
    others = tuple(each.adviser for each in seminar.team if each.adviser_id != adviser_id)
    return OwnSeminar(seminar, member, others)


def _trips(session: Session, adviser_id: int, today: date) -> tuple[Trip, ...]:
    """The journeys of the plans that hold now."""
    found = session.scalars(select(Plan.itineraries).where(Plan.state == PlanState.RELEASED))
    trips = [
        read_trip(document)
        for itineraries in found
        for document in itineraries.get(str(adviser_id), ())
    ]
    ahead = [trip for trip in trips if trip.returns >= today]
    return tuple(sorted(ahead, key=lambda trip: (trip.departs, trip.leaves_at)))
