"""A place that is offered to somebody from the waiting list: accepted, declined, or over."""

from datetime import datetime
from enum import Enum

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import offer_mails, waiting_list
from seminar_service.registrations.history import tell
from seminar_service.registrations.holding import give_back
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.offer_ends import latest_end
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.storage.transaction import transaction


class Answered(Enum):
    """What became of an answer to an offer: done, done before, or too late."""

    DONE = "done"
    DONE_BEFORE = "done_before"
    OVER = "over"


def accept(
    session: Session, registration_id: int, *, office: Office, actor: Actor, now: datetime
) -> Answered:
    """Take the place that is offered. Accepted twice, or too late, it changes nothing more.

    An offer whose time has passed lapses here if nobody has noticed yet.

    Raises:
        NotFound: there is no such registration.
    """
    with transaction(session):
        registration = _still_offered(session, registration_id, office=office, now=now)
        if registration.state is RegistrationState.CONFIRMED:
            return Answered.DONE_BEFORE
        if registration.state is not RegistrationState.OFFERED:
            return Answered.OVER
        _accept(session, registration, now=now)
        registration_mails.send_state(session, registration, office=office, now=now)
        tell(session, registration, HistoryKind.OFFER_ACCEPTED, actor=actor, now=now)
        return Answered.DONE


def decline(
    session: Session, registration_id: int, *, office: Office, actor: Actor, now: datetime
) -> Answered:
    """Leave the place that is offered to the next, and the waiting list with it.

    Who has accepted it before keeps it: giving up a place is another question.

    Raises:
        NotFound: there is no such registration.
    """
    with transaction(session):
        registration = _still_offered(session, registration_id, office=office, now=now)
        if registration.state is not RegistrationState.OFFERED:
            gone = registration.state is RegistrationState.CANCELLED
            return Answered.DONE_BEFORE if gone else Answered.OVER
        before = registration.state
        move(registration, RegistrationAction.DECLINE, now=now)
        registration.withdrawn_at = now
        give_back(session, registration, before)
        offer_mails.send_declined(session, registration, office=office, now=now)
        happened = HistoryKind.OFFER_DECLINED
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
        session.flush()
        waiting_list.fill_free_places(session, registration.seminar, office=office, now=now)
        return Answered.DONE


def fit_to(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> None:
    """Let no offer last too long after a seminar has got another day, time or last day.

    Part of the caller's transaction. An offer that would end too late for the seminar as it is
    now ends as one that is made now; where no time is left for an answer, the place is given.
    """
    begins = begins_at(seminar.day, seminar.starts_at)
    latest = latest_end(begins_at=begins, registration_ends=seminar.registration_ends_at)
    for registration in waiting_list.offered(session, seminar):
        if registration.offered_until is None or registration.offered_until <= latest:
            continue
        registration.changed_at = now
        until = waiting_list.offer_end(seminar, now=now)
        if until is not None:
            registration.offered_until = until
            continue
        _accept(session, registration, now=now)
        registration_mails.send_moved_up(session, registration, office=office, now=now)
        tell(session, registration, HistoryKind.REGISTRATION_MOVED_UP, actor=SYSTEM, now=now)


def _still_offered(
    session: Session, registration_id: int, *, office: Office, now: datetime
) -> Registration:
    """The registration, locked, once what is overdue has lapsed and gone to those who wait."""
    registration = locked_registration(session, registration_id)
    waiting_list.fill_free_places(session, registration.seminar, office=office, now=now)
    return registration


def _accept(session: Session, registration: Registration, *, now: datetime) -> None:
    move(registration, RegistrationAction.ACCEPT, now=now)
    registration_calendars.raise_revision(session, registration)
    session.flush()
