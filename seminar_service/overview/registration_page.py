"""Everything that is known of one registration, for the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from seminar_service.accounts.model import User
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox import addresses
from seminar_service.outbox.model import FailingAddress, Message
from seminar_service.overview.history import ShownLine
from seminar_service.overview.registration_lists import with_mails
from seminar_service.registrations.answers import with_answers
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.model import Registration
from seminar_service.registrations.parties.queries import members_of
from seminar_service.registrations.passing_on import former_of, successor_of
from seminar_service.registrations.queries import about, waiting_position
from seminar_service.seminars.model import Seminar

MOST_OTHERS: Final = 50
"""Other registrations of one person that are shown."""


@dataclass(frozen=True)
class Step:
    """One line of a registration's history; `note` is what the staff wrote with it."""

    line: ShownLine
    note: str


@dataclass(frozen=True)
class RegistrationPage:
    """What the staff's page of a registration shows.

    Attributes:
        registration: The registration, with its seminar, tour and answers.
        position: Its position on the waiting list, from 1 on; None for who does not wait.
        is_undelivered: Whether the last mail did not arrive, or none would.
        failing: What is known against the mail address, if anything.
        steps: What happened, the newest first.
        mails: All mails about it, the newest first.
        party: The others whom the same contact has registered in one go, in order.
        former: Whose place this person took over; None for who came by themselves.
        successor: Who took over this person's place; None where nobody did.
        others: Registrations, in any tour, with the same mail address or the same name, the newest
            first.
    """

    registration: Registration
    position: int | None
    is_undelivered: bool
    failing: FailingAddress | None
    steps: Sequence[Step]
    mails: Sequence[Message]
    party: Sequence[Registration]
    former: Registration | None
    successor: Registration | None
    others: Sequence[Registration]

    @property
    def notes(self) -> list[Step]:
        """The notes of the staff, the newest first."""
        return [step for step in self.steps if step.note]


def registration_page(session: Session, registration_id: int) -> RegistrationPage:
    """Read everything about a registration. Eleven queries at most.

    Raises:
        NotFound: there is no such registration.
    """
    rows = session.scalars(
        select(Registration)
        .options(joinedload(Registration.seminar).joinedload(Seminar.tour), with_answers())
        .where(Registration.id == registration_id)
    )
    row = rows.unique().one_or_none()
    if row is None:
        raise NotFound("registration")
    return RegistrationPage(
        registration=row,
        position=waiting_position(session, row),
        is_undelivered=with_mails(session, [row])[0].is_undelivered,
        failing=addresses.failing(session, row.email),
        steps=_steps(session, row),
        mails=_mails(session, row),
        party=_party(session, row),
        former=former_of(session, row),
        successor=successor_of(session, row),
        others=_others(session, row),
    )


def _steps(session: Session, row: Registration) -> list[Step]:
    found = session.execute(
        select(HistoryLine, User.name, User.email, RegistrationNote.text)
        .outerjoin(User, User.id == HistoryLine.user_id)
        .outerjoin(RegistrationNote, RegistrationNote.history_id == HistoryLine.id)
        .where(
            HistoryLine.subject_kind == SubjectKind.REGISTRATION.value,
            HistoryLine.subject_id == row.id,
        )
        .order_by(HistoryLine.at.desc(), HistoryLine.id.desc())
    )
    return [Step(_shown(line, name or email), note or "") for line, name, email, note in found]


def _shown(line: HistoryLine, actor: str | None) -> ShownLine:
    return ShownLine(
        kind=line.kind,
        at=line.at,
        actor_kind=line.actor_kind,
        actor=actor,
        subject_kind=line.subject_kind,
        subject_id=line.subject_id,
        subject=None,
        data=line.data,
    )


def _mails(session: Session, row: Registration) -> Sequence[Message]:
    return session.scalars(
        select(Message).where(Message.about == about(row)).order_by(Message.id.desc())
    ).all()


def _party(session: Session, row: Registration) -> list[Registration]:
    if row.party_id is None:
        return []
    return [each for each in members_of(session, row.party_id) if each.id != row.id]


def _others(session: Session, row: Registration) -> Sequence[Registration]:
    same_address = and_(Registration.email_key == row.email_key, Registration.email != "")
    same = or_(same_address, Registration.name_key == row.name_key)
    return session.scalars(
        select(Registration)
        .join(Registration.seminar)
        .options(contains_eager(Registration.seminar))
        .where(same, Registration.id != row.id)
        .order_by(Registration.created_at.desc(), Registration.id.desc())
        .limit(MOST_OTHERS)
    ).all()
