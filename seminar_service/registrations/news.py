"""What becomes of everybody registered when a seminar is cancelled, moved or changed.

Part of the caller's transaction. The office causes these mails, so nobody's are limited.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import offers, seminar_mails, waiting_list
from seminar_service.registrations.added_words import NOTHING_ADDED, AddedWords
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.states import RegistrationAction
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.facts import ChangedFact, told_to_participants
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at


def seminar_cancelled(
    session: Session,
    seminar: Seminar,
    *,
    near: Sequence[Seminar] = (),
    added: AddedWords = NOTHING_ADDED,
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """End all registrations of a cancelled seminar and write to everybody.

    The mail names the seminars `near` as others to go to. `added` says, here and below, what else
    it tells, and who gets none.

    Part of the caller's transaction, after the seminar became cancelled and its calendar
    revision rose. Gives the number of people written to.
    """
    session.flush()
    waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
    seminar_counters.clear(session, seminar.id)
    registrations = _live_registrations(session, seminar)
    for registration in registrations:
        before = registration.state
        move(registration, RegistrationAction.CANCEL, now=now)
        if not added.leaves_out(registration):
            seminar_mails.send_seminar_cancelled(
                session,
                registration,
                before=before,
                near=near,
                office=office,
                now=now,
                words=added.to(registration),
            )
        happened = HistoryKind.REGISTRATION_CANCELLED
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
    return written_to(registrations)


def seminar_moved(
    session: Session,
    seminar: Seminar,
    before: Appointment,
    *,
    changes: tuple[ChangedFact, ...] = (),
    added: AddedWords = NOTHING_ADDED,
    office: Office,
    now: datetime,
) -> int:
    """Tell everybody who holds a place or waits that a seminar has another day, time or venue.

    Part of the caller's transaction, after the seminar changed and its calendar revision rose.
    `before` is `Appointment.of(seminar)` from before the change, `changes` what is said otherwise
    beside that. Whose time for the button or for an answer is over loses the place first, as by the
    worker, and is not written to about the move. Gives the number of people written to.
    """
    session.flush()
    waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
    offers.fit_to(session, seminar, office=office, now=now)
    registrations = _live_registrations(session, seminar)
    begins = begins_at(seminar.day, seminar.starts_at)
    for registration in registrations:
        if registration.held_until is not None:
            registration.held_until = min(registration.held_until, begins)
        if added.leaves_out(registration):
            continue
        told = told_to_participants(changes, registration.locale)
        words = added.to(registration)
        seminar_mails.send_moved(
            session, registration, before, told, office=office, now=now, words=words
        )
    waiting_list.fill_free_places(session, seminar, office=office, now=now)
    return written_to(registrations)


def seminar_changed(
    session: Session,
    seminar: Seminar,
    changes: tuple[ChangedFact, ...],
    *,
    added: AddedWords = NOTHING_ADDED,
    office: Office,
    now: datetime,
) -> int:
    """Tell everybody who holds a place or waits what is said otherwise about a seminar.

    Part of the caller's transaction, after the seminar changed and what is overdue lapsed. Who
    reads the language in which nothing changed is not written to. Gives the number of people
    written to.
    """
    session.flush()
    concerned = readers(session, seminar, changes, now=now)
    for registration in concerned:
        if added.leaves_out(registration):
            continue
        told = told_to_participants(changes, registration.locale)
        words = added.to(registration)
        seminar_mails.send_changed(session, registration, told, office=office, now=now, words=words)
    return written_to(concerned)


def written_to(registrations: Iterable[Registration]) -> int:
    """How many of these people have a mail address; the others are called."""
    return sum(bool(registration.email) for registration in registrations)


def readers(
    session: Session, seminar: Seminar, changes: tuple[ChangedFact, ...], *, now: datetime
) -> list[Registration]:
    """Who is to be told of changes: live, not overdue, and reading what has changed."""
    return [
        registration
        for registration in _live_registrations(session, seminar)
        if registration.is_live_at(now) and told_to_participants(changes, registration.locale)
    ]


def _live_registrations(session: Session, seminar: Seminar) -> list[Registration]:
    return list(
        session.scalars(
            select(Registration)
            .where(Registration.seminar_id == seminar.id, Registration.is_live)
            .order_by(Registration.queue_number)
        )
    )
