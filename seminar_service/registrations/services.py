"""Registering for a seminar and withdrawing from it.

Every use case first locks the seminar's row, so that whoever comes second sees what the first
one did; the places themselves are taken by a statement that the database refuses to let grow
beyond the capacity.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import TooManyMails
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.registrations import entering, locking, mailing, waiting_list
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import proofs as registration_proofs
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.company_limits import require_room
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.steps import give_up
from seminar_service.registrations.values import (
    Applicant,
    FormKeyReused,
    Outcome,
    Registered,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import (
    SeminarBegun,
    has_begun,
)
from seminar_service.storage.transaction import transaction


class Withdrawal(Enum):
    """What became of a withdrawal: done, with or without a mail about it, or over before."""

    WITH_MAIL = "with_mail"
    WITHOUT_MAIL = "without_mail"
    OVER_BEFORE = "over_before"


def register(
    session: Session,
    public_id: str,
    applicant: Applicant,
    *,
    answers: Sequence[GivenAnswer] = (),
    mode: AttendanceMode = AttendanceMode.ON_SITE,
    access_code: str = "",
    form_key: str,
    network: str | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registered:
    """Give somebody a place, or one on the waiting list, and write the mail that says so.

    `network` is what `rate_limits.source_of` makes of the client's address. From strangers come
    registrations that hold for a while only, until the button in the mail is pressed; see
    `domain.proof`. None is for the office itself, which nobody limits.

    `mode` is how the person wants to attend: where no place of this kind is left, they wait for one
    of this kind. `answers` are those to the organiser's own questions. The same `form_key` (a
    random text that the form carries) always leads to the same registration. Somebody who holds a
    place or waits already, be it in the other way, gets the mail again and nothing else.

    Raises:
        NotFound: no such seminar is public.
        RegistrationNotOpen: it is closed, cancelled, has begun, or its last day is over.
        NotOnline: nobody can attend this seminar online.
        WrongAccessCode: it is for members of its host, and `access_code` is not the host's; who
            comes by the office needs none.
        FormKeyReused: the form was sent before with another person or for another seminar.
        CompanyLimitReached: the seminar takes no more people of the company.
        TooManyMails: the mailbox has got as many mails as its owner must bear; nothing is done.
    """
    with transaction(session):
        seminar = locking.locked_public_seminar(session, public_id)
        earlier = session.scalar(
            select(Registration).where(Registration.idempotency_key == form_key)
        )
        if earlier is not None:
            return _replay(session, earlier, seminar, applicant, now=now)
        entering.require_open(seminar, applicant, mode, access_code, now=now)
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
        known = entering.live_registration(session, seminar, applicant)
        if known is not None:
            _write(session, known, network=network, office=office, now=now)
            tell(session, known, HistoryKind.REGISTRATION_REPEATED, actor=actor, now=now)
            return Registered(known, Outcome.KNOWN, None)
        if network is not None:  # the office decides itself
            require_room(session, seminar, applicant.company)
        entering.let_the_waiting_in(session, seminar, mode, office=office, now=now)
        until = registration_proofs.held_until_of(
            session, seminar, applicant, network=network, office=office, now=now
        )
        registration = entering.add(
            session, seminar, applicant, mode, form_key=form_key, held_until=until, now=now
        )
        write_answers(session, registration, answers)
        _write(session, registration, network=network, office=office, now=now)
        tell(session, registration, HistoryKind.REGISTERED, actor=actor, now=now)
        token = mailing.mint(session, LinkPurpose.REGISTRATION, registration, mailed=False, now=now)
        return Registered(registration, Outcome.NEW, token)


def withdraw(
    session: Session, registration_id: int, *, office: Office, actor: Actor, now: datetime
) -> Withdrawal:
    """Give up a place or a wait; the first who waits moves up in the same transaction.

    A mailbox that has got as many mails as its owner must bear gets none about this.

    Raises:
        NotFound: there is no such registration.
        SeminarBegun: it is too late.
    """
    with transaction(session):
        registration = locking.locked_registration(session, registration_id)
        return give_up_place(session, registration, office=office, actor=actor, now=now)


def give_up_place(
    session: Session,
    registration: Registration,
    *,
    contact: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> Withdrawal:
    """As `withdraw`. Part of the caller's transaction, which holds the lock on the seminar's row.

    `contact` is the name of the contact who does it for somebody; empty where it is the person.

    Raises:
        SeminarBegun: it is too late.
    """
    seminar = registration.seminar
    if not registration.is_live:
        return Withdrawal.OVER_BEFORE
    if has_begun(seminar.day, seminar.starts_at, now):
        raise SeminarBegun
    before = give_up(session, registration, now=now)
    happened = HistoryKind.REGISTRATION_WITHDRAWN
    tell(session, registration, happened, actor=actor, now=now, before=before.value)
    told = _tell_of_withdrawal(
        session, registration, before, contact=contact, office=office, now=now
    )
    registration_calendars.raise_revision(session, registration)
    waiting_list.fill_free_places(session, seminar, office=office, now=now)
    return told


def new_feed_link(session: Session, registration_id: int, *, actor: Actor, now: datetime) -> str:
    """Make another secret address of a registration's own feed and give its token."""
    with transaction(session):
        registration = Subject(SubjectKind.REGISTRATION, registration_id)
        history.record(session, HistoryKind.FEED_MADE, registration, actor, now)
        return links.mint(session, LinkPurpose.REGISTRATION_FEED, registration_id, now=now)


def _write(
    session: Session,
    registration: Registration,
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> None:
    """Count the mail that says how somebody stands, and write it."""
    registration_proofs.count_mail(session, registration, network=network, office=office, now=now)
    registration_mails.send_state(session, registration, office=office, now=now)


def _replay(
    session: Session,
    earlier: Registration,
    seminar: Seminar,
    applicant: Applicant,
    *,
    now: datetime,
) -> Registered:
    same = (
        earlier.seminar_id == seminar.id
        and earlier.email_key == entering.key_of(applicant)
        and earlier.name_key == name_key(applicant.name)
    )
    if not same:
        raise FormKeyReused
    token = mailing.mint(session, LinkPurpose.REGISTRATION, earlier, mailed=False, now=now)
    return Registered(earlier, Outcome.REPLAYED, token)


def _tell_of_withdrawal(
    session: Session,
    registration: Registration,
    before: RegistrationState,
    *,
    contact: str,
    office: Office,
    now: datetime,
) -> Withdrawal:
    if not registration.email:
        return Withdrawal.WITHOUT_MAIL
    try:
        mailboxes.count_mail(session, registration.email, caution=office.caution, now=now)
    except TooManyMails:
        return Withdrawal.WITHOUT_MAIL
    registration_mails.send_withdrawal(
        session, registration, before=before, contact=contact, office=office, now=now
    )
    return Withdrawal.WITH_MAIL
