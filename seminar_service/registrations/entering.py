"""Who may come into a seminar, and the row that gives a place or a position."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.access_codes import is_same_code
from seminar_service.domain.mail_addresses import normalise_mail_address
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode, RegistrationSource
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import waiting_list
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import (
    Applicant,
    NotOnline,
    PersonRegisteredAlready,
    WrongAccessCode,
)
from seminar_service.registrations.who import contact_key
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import (
    RegistrationNotOpen,
    has_begun,
)


def takes(seminar: Seminar, applicant: Applicant, now: datetime) -> bool:
    """Whether a seminar takes somebody; who comes by the office may until it begins."""
    if applicant.source is RegistrationSource.FORM:
        return seminar.takes_registrations(now)
    ahead = seminar.state in waiting_list.MOVING_STATES
    return ahead and not has_begun(seminar.day, seminar.starts_at, now)


def may_come(seminar: Seminar, applicant: Applicant, code: str) -> bool:
    """Whether somebody knows the code, where one is needed; whom the office enters it knows."""
    by_office = applicant.source is not RegistrationSource.FORM
    return by_office or not seminar.needs_code or is_same_code(code, seminar.access_code)


def require_open(
    seminar: Seminar, applicant: Applicant, mode: AttendanceMode, code: str, *, now: datetime
) -> None:
    """See that a seminar takes somebody in this way.

    Raises:
        RegistrationNotOpen: it is closed, cancelled, has begun, or its last day is over.
        NotOnline: nobody can attend this seminar online.
        WrongAccessCode: it is for members of its host, and `code` is not the host's.
    """
    if not takes(seminar, applicant, now):
        raise RegistrationNotOpen
    if mode not in seminar.modes:
        raise NotOnline
    if not may_come(seminar, applicant, code):
        raise WrongAccessCode


def let_the_waiting_in(
    session: Session, seminar: Seminar, mode: AttendanceMode, *, office: Office, now: datetime
) -> None:
    """Give places that have come free to who waits, before somebody new comes.

    Part of the caller's transaction, which holds the lock on the seminar's row.
    """
    if seminar.waiting_in(mode) and seminar.places_left_in(mode):
        waiting_list.fill_free_places(session, seminar, office=office, now=now)


def refuse_second(
    session: Session, registration: Registration, email_key: str, name_key: str
) -> None:
    """See that one person keeps one place, before somebody's name or mail address changes.

    Part of the caller's transaction, with the seminar's row locked.

    Raises:
        PersonRegisteredAlready: another live registration of the seminar has both keys.
    """
    other = select(Registration.id).where(
        Registration.seminar_id == registration.seminar_id,
        Registration.email_key == email_key,
        Registration.name_key == name_key,
        Registration.is_live,
        Registration.id != registration.id,
    )
    if registration.is_live and session.scalar(other.limit(1)) is not None:
        raise PersonRegisteredAlready


def live_registration(
    session: Session, seminar: Seminar, applicant: Applicant
) -> Registration | None:
    """Whose place or wait somebody has already at a seminar. Part of the caller's transaction."""
    return session.scalar(
        select(Registration).where(
            Registration.seminar_id == seminar.id,
            Registration.email_key == key_of(applicant),
            Registration.name_key == name_key(applicant.name),
            Registration.is_live,
        )
    )


def add(
    session: Session,
    seminar: Seminar,
    applicant: Applicant,
    mode: AttendanceMode,
    *,
    form_key: str,
    held_until: datetime | None,
    party: Party | None = None,
    waits: bool = False,
    by_host: bool = False,
    now: datetime,
) -> Registration:
    """Give somebody a place or a position.

    Part of the caller's transaction, which holds the lock on the seminar's row. `waits` for who is
    to wait even where a place is left; `by_host` for whom the host registers, and for whom one of
    the places kept back for it is taken already.
    """
    number = seminar_counters.draw_queue_number(session, seminar.id)
    if by_host or (not waits and seminar_counters.take_place(session, seminar.id, mode)):
        state = RegistrationState.PROVISIONAL if held_until else RegistrationState.CONFIRMED
    else:
        state = RegistrationState.WAITING
        seminar_counters.change_waiting(session, seminar.id, 1, mode)
    registration = Registration(
        seminar=seminar,
        state=state,
        mode=mode,
        queue_number=number,
        held_until=held_until,
        waits_since=now if state is RegistrationState.WAITING else None,
        idempotency_key=form_key,
        party=party,
        by_host=by_host,
        host_place=by_host,
        calendar_sequence=registration_calendars.first_revision(
            session, seminar.id, key_of(applicant)
        ),
        consented_at=now,
        created_at=now,
        changed_at=now,
        **personal_columns(applicant),
    )
    session.add(registration)
    session.flush()
    return registration


def key_of(applicant: Applicant) -> str:
    """What tells somebody apart from others of the same name."""
    return contact_key(applicant.email, applicant.telephone, applicant.company)


def personal_columns(applicant: Applicant) -> dict[str, Any]:
    """What somebody entered, as the columns of a registration."""
    return vars(applicant) | {
        "email": normalise_mail_address(applicant.email),
        "email_key": key_of(applicant),
        "name_key": name_key(applicant.name),
    }
