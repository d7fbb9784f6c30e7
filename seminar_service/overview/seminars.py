"""Seminars as the staff sees them: with answers, places and participants."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.names import reading_sort_key
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar, TeamMember
from seminar_service.seminars.questions import is_asked, question_mark
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction, SeminarState
from seminar_service.tours.model import Tour

ENDED: Final = (RegistrationState.CANCELLED, RegistrationState.LAPSED)
"""How registrations stand that were given up, cancelled with their seminar, or lapsed."""


@dataclass(frozen=True)
class SeminarLine:
    """A seminar in the staff's list."""

    seminar: Seminar

    @property
    def answers(self) -> list[ConfirmationState]:
        """What host and advisers said, the host first."""
        return [
            self.seminar.host_confirmation,
            *(member.confirmation for member in self.seminar.team),
        ]

    @property
    def agreed(self) -> int:
        """How many have agreed."""
        return self.answers.count(ConfirmationState.CONFIRMED)

    @property
    def refused(self) -> bool:
        """Whether somebody has declined."""
        return ConfirmationState.DECLINED in self.answers

    @property
    def can_be_announced(self) -> bool:
        """Whether everybody has agreed and the public does not know yet."""
        return SEMINAR_TRANSITIONS.allows(self.seminar.state, SeminarAction.ANNOUNCE)


@dataclass(frozen=True)
class SeminarDetail:
    """A seminar with its participants.

    Those with a place by reading; those whose place is held for a while, those waiting, and those
    whose registration has come to an end, in order.
    """

    seminar: Seminar
    participants: tuple[Registration, ...]
    provisional: tuple[Registration, ...]
    waiting: tuple[Registration, ...]
    ended: tuple[Registration, ...] = ()

    @property
    def can_be_cancelled(self) -> bool:
        """Whether the seminar is still ahead and not cancelled."""
        return SEMINAR_TRANSITIONS.allows(self.seminar.state, SeminarAction.CANCEL)

    def taken_at(self, now: datetime) -> int:
        """How many places are taken, without those whose time for the button is over."""
        overdue = [row for row in self.provisional if row.held_until and row.held_until <= now]
        return self.seminar.taken - len(overdue)

    @property
    def host_may_answer(self) -> bool:
        """Whether an answer of the host is taken now."""
        return is_asked(self.seminar.state, self.seminar.host_confirmation)

    @property
    def host_question_mark(self) -> str:
        """What is seen by whoever notes an answer of the host now."""
        return question_mark(self.seminar.version, self.seminar.host_answered_at)

    def question_mark(self, member: TeamMember) -> str:
        """What is seen by whoever notes an answer of an adviser now."""
        return question_mark(self.seminar.version, member.answered_at)

    def may_answer(self, member: TeamMember) -> bool:
        """Whether an answer of an adviser is taken now."""
        return is_asked(self.seminar.state, member.confirmation)


def tour_of(session: Session, fiscal_year: int) -> Tour:
    """The tour of a fiscal year.

    Raises:
        NotFound: there is none.
    """
    tour = session.scalar(select(Tour).where(Tour.fiscal_year == fiscal_year))
    if tour is None:
        raise NotFound("tour")
    return tour


def seminar_of_bid(bid_id: int) -> Select[Seminar]:
    """Select what became of a bid: the seminar that stands, else the one cancelled last."""
    return (
        select(Seminar)
        .where(Seminar.bid_id == bid_id)
        .order_by(Seminar.stands.desc(), Seminar.id.desc())
        .limit(1)
    )


def seminar_lines(
    session: Session, tour_id: int, state: SeminarState | None = None
) -> list[SeminarLine]:
    """All seminars of a tour by date, or those in one state. Two queries."""
    statement = (
        select(Seminar)
        .where(Seminar.tour_id == tour_id)
        .options(selectinload(Seminar.team).joinedload(TeamMember.adviser))
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    )
    if state is not None:
        statement = statement.where(Seminar.state == state)
    return [SeminarLine(seminar) for seminar in session.scalars(statement)]


def seminar_detail(session: Session, public_id: str) -> SeminarDetail:
    """One seminar with everything about it.

    Raises:
        NotFound: there is no such seminar.
    """
    seminar = session.scalar(
        select(Seminar)
        .where(Seminar.public_id == public_id)
        .options(joinedload(Seminar.tour), joinedload(Seminar.bid))
    )
    if seminar is None:
        raise NotFound("seminar")
    rows = session.scalars(
        select(Registration)
        .where(Registration.seminar_id == seminar.id)
        .order_by(Registration.queue_number)
    ).all()
    here = (RegistrationState.CONFIRMED, RegistrationState.ATTENDED, RegistrationState.ABSENT)
    participants = [row for row in rows if row.state in here]
    return SeminarDetail(
        seminar,
        tuple(sorted(participants, key=lambda row: reading_sort_key(row.name, row.name_kana))),
        tuple(row for row in rows if row.state is RegistrationState.PROVISIONAL),
        tuple(row for row in rows if row.state is RegistrationState.WAITING),
        tuple(row for row in rows if row.state in ENDED),
    )
