"""Registering for a seminar and withdrawing from it.

Every use case first locks the seminar's row, so that whoever comes second sees what the first
one did; the places themselves are taken by a statement that the database refuses to let grow
beyond the capacity.
"""

from datetime import datetime
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.mail_addresses import mail_key, normalise_mail_address
from seminar_service.domain.names import name_key
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import proofs as registration_proofs
from seminar_service.registrations import waiting_list
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    RegistrationAction,
    RegistrationState,
)
from seminar_service.registrations.steps import move
from seminar_service.registrations.values import (
    Applicant,
    FormKeyReused,
    Outcome,
    Registered,
)
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import (
    RegistrationNotOpen,
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

    The same `form_key` (a random text that the form carries) always leads to the same
    registration. Somebody who holds a place or waits already gets the mail again and nothing
    else.

    Raises:
        NotFound: no such seminar is public.
        RegistrationNotOpen: it is closed, cancelled, has begun, or its last day is over.
        FormKeyReused: the form was sent before with another person or for another seminar.
        TooManyMails: the mailbox has got as many mails as its owner must bear; nothing is done.
    """
    with transaction(session):
        seminar = _locked_seminar(session, public_id)
        earlier = session.scalar(
            select(Registration).where(Registration.idempotency_key == form_key)
        )
        if earlier is not None:
            return _replay(session, earlier, seminar, applicant, now=now)
        if not seminar.takes_registrations(now):
            raise RegistrationNotOpen
        waiting_list.lapse_overdue(session, seminar, actor=SYSTEM, now=now)
        known = _live_registration(session, seminar, applicant)
        if known is not None:
            registration_proofs.count_mail(session, known, network=network, office=office, now=now)
            registration_mails.send_state(session, known, office=office, now=now)
            tell(session, known, HistoryKind.REGISTRATION_REPEATED, actor=actor, now=now)
            return Registered(known, Outcome.KNOWN, None)
        if seminar.waiting and seminar.places_left:  # more places than before: who waits is first
            waiting_list.fill_free_places(session, seminar, office=office, now=now)
        until = registration_proofs.held_until_of(
            session, seminar, applicant, network=network, office=office, now=now
        )
        registration = _add(
            session, seminar, applicant, form_key=form_key, held_until=until, now=now
        )
        registration_proofs.count_mail(
            session, registration, network=network, office=office, now=now
        )
        registration_mails.send_state(session, registration, office=office, now=now)
        tell(session, registration, HistoryKind.REGISTERED, actor=actor, now=now)
        token = registration_mails.mint(session, LinkPurpose.REGISTRATION, registration, now=now)
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
        registration = locked_registration(session, registration_id)
        seminar = registration.seminar
        if not registration.is_live:
            return Withdrawal.OVER_BEFORE
        if has_begun(seminar.day, seminar.starts_at, now):
            raise SeminarBegun
        before = registration.state
        move(registration, RegistrationAction.CANCEL, now=now)
        registration.withdrawn_at = now
        happened = HistoryKind.REGISTRATION_WITHDRAWN
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
        if before in HOLDING_REGISTRATIONS:
            seminar_counters.free_place(session, seminar.id)
        else:
            seminar_counters.change_waiting(session, seminar.id, -1)
        session.flush()  # the mail looks whether somebody else uses the same calendar
        told = _tell_of_withdrawal(session, registration, before, office=office, now=now)
        registration_calendars.raise_revision(session, registration)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return told


def new_feed_link(session: Session, registration_id: int, *, actor: Actor, now: datetime) -> str:
    """Make another secret address of a registration's own feed and give its token."""
    with transaction(session):
        registration = Subject(SubjectKind.REGISTRATION, registration_id)
        history.record(session, HistoryKind.FEED_MADE, registration, actor, now)
        return links.mint(session, LinkPurpose.REGISTRATION_FEED, registration_id, now=now)


def _locked_seminar(session: Session, public_id: str) -> Seminar:
    seminar = session.scalar(
        select(Seminar).where(Seminar.public_id == public_id).with_for_update(key_share=True)
    )
    if seminar is None or not seminar.is_public:
        raise NotFound("seminar")
    return seminar


def locked_registration(session: Session, registration_id: int) -> Registration:
    """The registration as it is once its seminar's row is locked.

    Part of the caller's transaction.

    Raises:
        NotFound: there is no such registration.
    """
    session.execute(
        select(Seminar.id)
        .join(Registration, Registration.seminar_id == Seminar.id)
        .where(Registration.id == registration_id)
        .with_for_update(of=Seminar, key_share=True)
    )
    registration = session.get(Registration, registration_id)
    if registration is None:
        raise NotFound("registration")
    return registration


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
        and earlier.email_key == mail_key(applicant.email)
        and earlier.name_key == name_key(applicant.name)
    )
    if not same:
        raise FormKeyReused
    token = registration_mails.mint(session, LinkPurpose.REGISTRATION, earlier, now=now)
    return Registered(earlier, Outcome.REPLAYED, token)


def _live_registration(
    session: Session, seminar: Seminar, applicant: Applicant
) -> Registration | None:
    return session.scalar(
        select(Registration).where(
            Registration.seminar_id == seminar.id,
            Registration.email_key == mail_key(applicant.email),
            Registration.name_key == name_key(applicant.name),
            Registration.is_live,
        )
    )


def _tell_of_withdrawal(
    session: Session,
    registration: Registration,
    before: RegistrationState,
    *,
    office: Office,
    now: datetime,
) -> Withdrawal:
    try:
        mailboxes.count_mail(session, registration.email, caution=office.caution, now=now)
    except TooManyMails:
        return Withdrawal.WITHOUT_MAIL
    registration_mails.send_withdrawal(session, registration, before=before, office=office, now=now)
    return Withdrawal.WITH_MAIL


def _add(
    session: Session,
    seminar: Seminar,
    applicant: Applicant,
    *,
    form_key: str,
    held_until: datetime | None,
    now: datetime,
) -> Registration:
    number = seminar_counters.draw_queue_number(session, seminar.id)
    if seminar_counters.take_place(session, seminar.id):
        state = RegistrationState.PROVISIONAL if held_until else RegistrationState.CONFIRMED
    else:
        state = RegistrationState.WAITING
        seminar_counters.change_waiting(session, seminar.id, 1)
    registration = Registration(
        seminar=seminar,
        state=state,
        queue_number=number,
        held_until=held_until,
        idempotency_key=form_key,
        calendar_sequence=registration_calendars.first_revision(
            session, seminar.id, mail_key(applicant.email)
        ),
        consented_at=now,
        created_at=now,
        changed_at=now,
        **_personal_columns(applicant),
    )
    session.add(registration)
    session.flush()
    return registration


def _personal_columns(applicant: Applicant) -> dict[str, object]:
    return vars(applicant) | {
        "email": normalise_mail_address(applicant.email),
        "email_key": mail_key(applicant.email),
        "name_key": name_key(applicant.name),
    }
