"""Substitutes: somebody of the same company takes over a place without its being lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError, TooManyMails
from seminar_service.domain.history import HistoryKind
from seminar_service.history.services import Datum
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import proofs as registration_proofs
from seminar_service.registrations import substitute_mails, waiting_list
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.change_model import Substitution
from seminar_service.registrations.entering import personal_columns
from seminar_service.registrations.history import tell
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.parties import mails as party_mails
from seminar_service.registrations.passing_on import is_registered_again, take_out
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.registrations.values import Applicant, PersonRegisteredAlready
from seminar_service.seminars.publicity import begins_at, has_begun
from seminar_service.storage.transaction import transaction

TIME_TO_PRESS: Final = timedelta(days=1)
"""How long a substitute has for the button: nobody else waits for it, because the place stays."""

KEY_BYTES: Final = 24

OF_COMPANY: Final = ("company", "employees", "industry", "heard_of", "locale", "source")
"""What a substitute has from whoever had the place before."""

_STATES: Final = (
    RegistrationState.CONFIRMED,
    RegistrationState.OFFERED,
    RegistrationState.WAITING,
)


class NotToHandOver(DomainError):  # noqa: N818 (named after the rule)
    """The registration has ended, waits for its button, or the seminar has begun."""

    code = "not_to_hand_over"
    category = Category.CONFLICT


def may_hand_over(row: Registration, now: datetime) -> bool:
    """Whether a substitute can take over what somebody has; until the seminar begins."""
    begun = has_begun(row.seminar.day, row.seminar.starts_at, now)
    return row.state in _STATES and row.held_until is None and not begun


def may_hand_over_alone(row: Registration, now: datetime) -> bool:
    """Whether the person may let somebody take over, without the office.

    Places are passed on within a company or party alone: others who want one wait their turn.
    """
    return may_hand_over(row, now) and bool(row.company_key or row.party_id)


def hand_over(
    session: Session,
    registration_id: int,
    person: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    network: str,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody of the same company take over the own place or position; gives theirs.

    The link to it goes to the substitute's mailbox alone. Where the house's rules demand it, the
    place is held until the button there is pressed, and comes back if it is not.

    Args:
        session: The database.
        registration_id: Whose place it is.
        person: The substitute; what is of the company is taken from the registration.
        answers: The substitute's to own questions.
        network: What `rate_limits.source_of` makes of the client's address.
        office: Who writes the mails.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        NotToHandOver: it is over, waits for its button, or is of no company; or it is too late.
        PersonRegisteredAlready: the substitute has a place, or waits, already.
        TooManyMails: the substitute's mailbox has got as many mails as its owner must bear.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        waiting_list.lapse_overdue(session, row.seminar, office=office, actor=SYSTEM, now=now)
        if not may_hand_over_alone(row, now):
            raise NotToHandOver
        new = replace_person(
            session,
            row,
            person,
            answers,
            network=network,
            by=Exchanger(),
            office=office,
            actor=actor,
            now=now,
        )
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        return new


def replace_person(
    session: Session,
    row: Registration,
    person: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    network: str,
    by: Exchanger,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let a stranger's substitute take over, and write to both. Part of the caller's transaction.

    The caller holds the lock on the seminar's row, and has looked whether it `may_hand_over`.

    Raises:
        PersonRegisteredAlready: the substitute has a place, or waits, already.
        TooManyMails: the substitute's mailbox has got as many mails as its owner must bear.
    """
    person = as_colleague(person, row)
    until = _time_to_press(session, row, person, network=network, office=office, now=now)
    mailboxes.count_mail(session, person.email, caution=office.caution, now=now)
    before = row.state
    new = put_in_place(session, row, person, answers, held_until=until, actor=actor, now=now)
    if _may_write(session, row, office=office, now=now):
        substitute_mails.send_handed_over(
            session, row, new, before=before, by=by, office=office, now=now
        )
    substitute_mails.send_taken_over(session, new, row, by=by, office=office, now=now)
    if row.party is not None:
        party_mails.send_exchanged(session, row.party, row, new, office=office, now=now)
    registration_calendars.raise_revision(session, row)
    session.flush()
    return new


def put_in_place(
    session: Session,
    row: Registration,
    person: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    held_until: datetime | None = None,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> Registration:
    """Give a place or position to a new registration, as it is. Part of the caller's transaction.

    Nobody is written to. `data` is for the lines of the history.

    Raises:
        PersonRegisteredAlready: the substitute has a place, or waits, already.
    """
    before = row.state
    new = _new(row, person, held_until=held_until, now=now)
    if is_registered_again(session, new):
        raise PersonRegisteredAlready
    new.calendar_sequence = registration_calendars.first_revision(
        session, row.seminar_id, new.email_key
    )
    _forget_earlier(session, row)
    move(row, RegistrationAction.HAND_OVER, now=now)
    row.withdrawn_at = now
    for name, value in take_out(session, row).items():
        setattr(new, name, value)
    session.add(new)
    session.flush()
    session.add(Substitution(former_id=row.id, successor_id=new.id, made_at=now))
    write_answers(session, new, answers)
    handed, taken = HistoryKind.PLACE_HANDED_OVER, HistoryKind.PLACE_TAKEN_OVER
    tell(session, row, handed, actor=actor, now=now, before=before.value, other=new.id, **data)
    tell(session, new, taken, actor=actor, now=now, other=row.id, **data)
    return new


def as_colleague(person: Applicant, row: Registration) -> Applicant:
    """Somebody with what is of the company as a registration says it."""
    return replace(person, **{name: getattr(row, name) for name in OF_COMPANY})


def _new(
    row: Registration, person: Applicant, *, held_until: datetime | None, now: datetime
) -> Registration:
    placed = row.state is RegistrationState.CONFIRMED
    return Registration(
        seminar_id=row.seminar_id,
        state=RegistrationState.PROVISIONAL if placed and held_until else row.state,
        held_until=held_until,
        party_id=row.party_id,
        idempotency_key=token_urlsafe(KEY_BYTES),
        consented_at=now,
        created_at=now,
        changed_at=now,
        **personal_columns(person),
    )


def _forget_earlier(session: Session, row: Registration) -> None:
    """Who had handed over before, and was let in again, can do so once more."""
    earlier = select(Substitution).where(Substitution.former_id == row.id)
    for link in session.scalars(earlier):
        session.delete(link)
    session.flush()


def _time_to_press(
    session: Session,
    row: Registration,
    person: Applicant,
    *,
    network: str,
    office: Office,
    now: datetime,
) -> datetime | None:
    """Until when the substitute must press the button; None where none is needed.

    Whoever accepts an offer does so by a link that only the mailbox has: that is proof enough.
    """
    needed = registration_proofs.needs_button_for(
        session, row.seminar, person, network=network, office=office, now=now
    )
    if not needed or row.state is RegistrationState.OFFERED:
        return None
    return min(now + TIME_TO_PRESS, begins_at(row.seminar.day, row.seminar.starts_at))


def _may_write(session: Session, row: Registration, *, office: Office, now: datetime) -> bool:
    """Count a mail to whoever had the place; without one it is handed over all the same."""
    try:
        mailboxes.count_mail(session, row.email, caution=office.caution, now=now)
    except TooManyMails:
        return False
    return True
