"""People whom the host of a seminar registers itself, in the places that are kept back for it.

They never take more than these: the statement that takes one is refused where none is left, and a
CHECK of the table stands behind it. Everybody else's places, and who waits for them, stay as they
are. The host knows these people by what it entered; of others it reads what they agreed to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError, NotFound, TooManyMails
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.office import Office
from seminar_service.registrations import (
    entering,
    locking,
    services,
    substitute_mails,
    waiting_list,
)
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.registrations.substitutes import NotToHandOver, may_hand_over, put_in_place
from seminar_service.registrations.values import (
    Applicant,
    FormKeyReused,
    PersonRegisteredAlready,
)
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen, has_begun
from seminar_service.storage.transaction import transaction


class NoPlaceKept(DomainError):  # noqa: N818 (named after the rule)
    """No place is kept back for the host any more: all are filled, or were released."""

    code = "no_place_kept"
    category = Category.CONFLICT


@dataclass(frozen=True)
class HostPeople:
    """What a host reads of the places that are kept back for it.

    Attributes:
        rows: Whom it has registered itself, whatever became of them, in order.
        passed_on: How many of its places its people have given to others by themselves.
    """

    rows: Sequence[Registration]
    passed_on: int


def register(
    session: Session,
    public_id: str,
    applicant: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    form_key: str,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Give somebody one of the places kept back for the host, and write the confirmation.

    No button is asked for, and no code: the host vouches for its people. The same `form_key` always
    leads to the same registration.

    Args:
        session: The database.
        public_id: The seminar.
        applicant: The person; without a mail address, the office tells them.
        answers: The person's to own questions.
        form_key: A random text that the form carries.
        office: Who writes the mail.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: no such seminar is public.
        RegistrationNotOpen: it has begun, is over or cancelled.
        FormKeyReused: the form was sent before with another person or for another seminar.
        PersonRegisteredAlready: the person has a place of the seminar, or waits, already.
        NoPlaceKept: no place is kept back any more.
        TooManyMails: the mailbox has got as many mails as its owner must bear; nothing is done.
    """
    with transaction(session):
        seminar = locking.locked_public_seminar(session, public_id)
        earlier = session.scalar(
            select(Registration).where(Registration.idempotency_key == form_key)
        )
        if earlier is not None:
            return _replay(earlier, seminar, applicant)
        if not entering.takes(seminar, applicant, now):
            raise RegistrationNotOpen
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
        if entering.live_registration(session, seminar, applicant) is not None:
            raise PersonRegisteredAlready
        if not seminar_counters.take_kept_place(session, seminar.id):
            raise NoPlaceKept
        row = entering.add(
            session,
            seminar,
            applicant,
            AttendanceMode.ON_SITE,
            form_key=form_key,
            held_until=None,
            by_host=True,
            now=now,
        )
        write_answers(session, row, answers)
        _count_mail(session, row, office=office, now=now)
        registration_mails.send_state(session, row, office=office, now=now)
        tell(session, row, HistoryKind.REGISTERED, actor=actor, now=now)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return row


def withdraw(
    session: Session,
    seminar_id: int,
    registration_id: int,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Withdrawal:
    """Let somebody come no more whom the host registered; the place is kept back for it again.

    Once places were released, it goes to who is next.

    Raises:
        NotFound: the host of this seminar has registered nobody of this number.
        SeminarBegun: it is too late.
    """
    with transaction(session):
        row = _own(session, seminar_id, registration_id)
        host = row.seminar.host_name
        return services.give_up_place(
            session, row, contact=host, office=office, actor=actor, now=now
        )


def exchange(
    session: Session,
    seminar_id: int,
    registration_id: int,
    person: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody else come in place of one whom the host registered, and write to both.

    `answers` are the other person's to own questions; those of the first stay with the first.

    Raises:
        NotFound: the host of this seminar has registered nobody of this number.
        NotToHandOver: it is over, or the seminar has begun.
        PersonRegisteredAlready: the other person has a place of the seminar, or waits, already.
        TooManyMails: that mailbox has got as many mails as its owner must bear; nothing is done.
    """
    with transaction(session):
        row = _own(session, seminar_id, registration_id)
        waiting_list.lapse_overdue(session, row.seminar, office=office, actor=SYSTEM, now=now)
        if not may_hand_over(row, now):
            raise NotToHandOver
        before, by = row.state, Exchanger(contact=row.seminar.host_name)
        new = put_in_place(session, row, person, answers, actor=actor, now=now)
        new.by_host = True
        _count_mail(session, new, office=office, now=now)
        if _may_write(session, row, office=office, now=now):
            substitute_mails.send_handed_over(
                session, row, new, before=before, by=by, office=office, now=now
            )
        substitute_mails.send_taken_over(session, new, row, by=by, office=office, now=now)
        registration_calendars.raise_revision(session, row)
        session.flush()
        return new


def people_of_host(session: Session, seminar: Seminar) -> HostPeople:
    """Whom a seminar's host has registered itself, by number. Two queries."""
    rows = session.scalars(
        select(Registration)
        .where(Registration.seminar_id == seminar.id, Registration.by_host)
        .order_by(Registration.id)
    ).all()
    passed_on = session.scalar(
        select(func.count())
        .select_from(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.host_place,
            Registration.by_host.is_(False),
            Registration.is_live,
        )
    )
    return HostPeople(rows, passed_on or 0)


def has_people(session: Session, seminar: Seminar) -> bool:
    """Whether a seminar's host has registered somebody itself. One query at most."""
    if not seminar.is_public:
        return False
    row = select(Registration.id).where(Registration.seminar_id == seminar.id, Registration.by_host)
    return session.scalar(row.limit(1)) is not None


def may_register(seminar: Seminar, now: datetime) -> bool:
    """Whether the host can register somebody now: a place is kept back, and it is not too late."""
    return seminar.kept_back > 0 and is_ahead(seminar, now)


def is_ahead(seminar: Seminar, now: datetime) -> bool:
    """Whether people can still be registered, withdrawn or exchanged."""
    moving = seminar.state in waiting_list.MOVING_STATES
    return moving and not has_begun(seminar.day, seminar.starts_at, now)


def _replay(earlier: Registration, seminar: Seminar, applicant: Applicant) -> Registration:
    same = earlier.email_key == entering.key_of(applicant) and earlier.name_key == name_key(
        applicant.name
    )
    if not same or earlier.seminar_id != seminar.id:
        raise FormKeyReused
    return earlier


def _own(session: Session, seminar_id: int, registration_id: int) -> Registration:
    """Somebody whom the host of a seminar registered, with the seminar's row locked.

    Raises:
        NotFound: nobody of this number, or not at this seminar any more.
    """
    row = locking.locked_registration(session, registration_id)
    if row.seminar_id != seminar_id or not row.by_host:
        raise NotFound("registration")
    return row


def _count_mail(session: Session, row: Registration, *, office: Office, now: datetime) -> None:
    if row.email:  # who has none is told by the office
        mailboxes.count_mail(session, row.email, caution=office.caution, now=now)


def _may_write(session: Session, row: Registration, *, office: Office, now: datetime) -> bool:
    try:
        _count_mail(session, row, office=office, now=now)
    except TooManyMails:
        return False
    return True
