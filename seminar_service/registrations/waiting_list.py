"""The waiting list of a seminar: who is next, moving up, and what lapses without the button."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import (
    RegistrationAction,
    RegistrationState,
)
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState

MOVING_STATES = (SeminarState.ANNOUNCED, SeminarState.CLOSED)
BUTTON_STATES = (RegistrationState.PROVISIONAL, RegistrationState.WAITING)


def fill_free_places(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> None:
    """Move people up from the waiting list, in order, while there are places.

    Part of the caller's transaction, which holds the lock on the seminar's row. Closing the
    registration does not stop the list; cancelling or holding the seminar does. Places that
    nobody has confirmed in time are free too; who has still to press the button is passed over.
    """
    lapse_overdue(session, seminar, actor=SYSTEM, now=now)
    if seminar.state not in MOVING_STATES:
        return
    while (first := _first(session, seminar)) is not None:
        if not seminar_counters.take_place(session, seminar.id):
            return
        seminar_counters.change_waiting(session, seminar.id, -1)
        move(first, RegistrationAction.PROMOTE, now=now)
        registration_calendars.raise_revision(session, first)
        registration_mails.send_moved_up(session, first, office=office, now=now)
        tell(session, first, HistoryKind.REGISTRATION_MOVED_UP, actor=SYSTEM, now=now)


def lapse_overdue(session: Session, seminar: Seminar, *, actor: Actor, now: datetime) -> int:
    """End what waited for the button in vain, places and waits, and give the places back.

    Part of the caller's transaction, which holds the lock on the seminar's row. Nobody is
    written to: the mail with the button said so, and the mailbox may be a stranger's. Gives how
    many registrations lapsed.
    """
    overdue = session.scalars(
        select(Registration).where(
            Registration.seminar_id == seminar.id,
            Registration.state.in_(BUTTON_STATES),
            Registration.held_until <= now,
        )
    ).all()
    for registration in overdue:
        before = registration.state
        if before is RegistrationState.WAITING:
            seminar_counters.change_waiting(session, seminar.id, -1)
        else:
            seminar_counters.free_place(session, seminar.id)
        move(registration, RegistrationAction.LAPSE, now=now)
        happened = HistoryKind.REGISTRATION_LAPSED
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
    session.flush()
    return len(overdue)


def _first(session: Session, seminar: Seminar) -> Registration | None:
    return session.scalar(
        select(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state == RegistrationState.WAITING,
            Registration.held_until.is_(None),
        )
        .order_by(Registration.queue_number)
        .limit(1)
    )
