"""The waiting list of a seminar: who is next, moving up, and what lapses in vain.

Who waits for a place at the venue, and who waits for one online, stand on lists of their own.

Parts of the callers' transactions, which hold the lock on the seminar's row.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.office import Office
from seminar_service.registrations import gathering, offer_mails
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.history import tell
from seminar_service.registrations.holding import give_back
from seminar_service.registrations.model import Registration
from seminar_service.registrations.offer_ends import offer_ends
from seminar_service.registrations.passing_on import fall_back
from seminar_service.registrations.queries import waiting_order
from seminar_service.registrations.states import (
    RegistrationAction,
    RegistrationState,
)
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at, has_begun
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import WaitingRule

MOVING_STATES = (SeminarState.ANNOUNCED, SeminarState.CLOSED)
BUTTON_STATES = (RegistrationState.PROVISIONAL, RegistrationState.WAITING)


def fill_free_places(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> None:
    """Offer or give free places to those who wait, in order.

    Part of the caller's transaction. Closing the registration does not stop the list; cancelling
    or holding the seminar does, and so does its beginning. Places that nobody has confirmed or
    accepted in time are free too; who has still to press the button is passed over.
    """
    lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
    gathering.split_overdue(session, seminar, now=now)
    gathering.let_go(session, seminar)
    if not _moves(seminar, now):
        return
    for mode in AttendanceMode:
        _fill(session, seminar, mode, office=office, now=now)


def fill_all(
    session: Session, seminars: Iterable[Seminar], *, office: Office, now: datetime
) -> None:
    """As `fill_free_places`, for several seminars as they are in the database by now, each once.

    In the order of their numbers, in which their rows are locked.
    """
    for seminar in sorted(set(seminars), key=lambda seminar: seminar.id):
        session.refresh(seminar)
        fill_free_places(session, seminar, office=office, now=now)


def _fill(
    session: Session, seminar: Seminar, mode: AttendanceMode, *, office: Office, now: datetime
) -> None:
    until = offer_end(seminar, now=now)
    while (first := _first(session, seminar, mode)) is not None:
        rows = gathering.next_together(session, seminar, first)
        if gathering.must_gather(session, seminar, rows, now=now):
            seminar_counters.gather(session, seminar.id, mode)
            session.flush()
            return
        if not _move_up(session, first, until, office=office, now=now):
            return


def _move_up(
    session: Session,
    first: Registration,
    until: datetime | None,
    *,
    office: Office,
    now: datetime,
) -> bool:
    """Give or offer a place to the first who waits; False where there is none."""
    if not seminar_counters.take_place(session, first.seminar_id, first.mode):
        return False
    seminar_counters.change_waiting(session, first.seminar_id, -1, first.mode)
    first.moved_up_at = now
    if until is None:
        _promote(session, first, office=office, now=now)
    else:
        _offer(session, first, until, office=office, now=now)
    session.flush()
    return True


def offer_end(seminar: Seminar, *, now: datetime) -> datetime | None:
    """Until when a place of a seminar is held that is offered now; None where it is given at once.

    By the tour's rule, or because the time left is too short for an answer.
    """
    if seminar.tour.waiting_rule is WaitingRule.STRAIGHT:
        return None
    return offer_ends(
        now,
        hold=seminar.tour.offers_last,
        begins_at=begins_at(seminar.day, seminar.starts_at),
        registration_ends=seminar.registration_ends_at,
    )


def lapse_overdue(
    session: Session, seminar: Seminar, *, office: Office, actor: Actor, now: datetime
) -> int:
    """End what waited in vain for the button or an answer, and give the places back.

    Part of the caller's transaction. Who did not press the button is not written to: the mail
    with the button said so, and the mailbox may be a stranger's. Who did not accept a place in
    time is told. Gives how many registrations lapsed.
    """
    unproven = _lapse_unproven(session, seminar, office=office, actor=actor, now=now)
    unanswered = _lapse_offers(session, seminar, office=office, actor=actor, now=now)
    session.flush()
    return unproven + unanswered


def offered(session: Session, seminar: Seminar) -> list[Registration]:
    """Who is offered a place of a seminar, in order."""
    return list(
        session.scalars(
            select(Registration)
            .where(
                Registration.seminar_id == seminar.id,
                Registration.state == RegistrationState.OFFERED,
            )
            .order_by(Registration.queue_number)
        )
    )


def _moves(seminar: Seminar, now: datetime) -> bool:
    return seminar.state in MOVING_STATES and not has_begun(seminar.day, seminar.starts_at, now)


def _promote(session: Session, first: Registration, *, office: Office, now: datetime) -> None:
    move(first, RegistrationAction.PROMOTE, now=now)
    registration_calendars.raise_revision(session, first)
    registration_mails.send_moved_up(session, first, office=office, now=now)
    tell(session, first, HistoryKind.REGISTRATION_MOVED_UP, actor=SYSTEM, now=now)


def _offer(
    session: Session, first: Registration, until: datetime, *, office: Office, now: datetime
) -> None:
    first.offered_until = until
    move(first, RegistrationAction.OFFER, now=now)
    registration_calendars.raise_revision(session, first)
    offer_mails.send_offered(session, first, office=office, now=now)
    tell(session, first, HistoryKind.PLACE_OFFERED, actor=SYSTEM, now=now)


def _lapse_unproven(
    session: Session, seminar: Seminar, *, office: Office, actor: Actor, now: datetime
) -> int:
    overdue = session.scalars(
        select(Registration).where(
            Registration.seminar_id == seminar.id,
            Registration.state.in_(BUTTON_STATES),
            Registration.held_until <= now,
        )
    ).all()
    for registration in overdue:
        before = registration.state
        move(registration, RegistrationAction.LAPSE, now=now)
        if not fall_back(session, registration, before, office=office, now=now):
            give_back(session, registration, before)
        happened = HistoryKind.REGISTRATION_LAPSED
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
    return len(overdue)


def _lapse_offers(
    session: Session, seminar: Seminar, *, office: Office, actor: Actor, now: datetime
) -> int:
    overdue = [
        registration
        for registration in offered(session, seminar)
        if registration.offered_until is not None and registration.offered_until <= now
    ]
    for registration in overdue:
        before = registration.state
        give_back(session, registration, before)
        move(registration, RegistrationAction.LAPSE, now=now)
        offer_mails.send_offer_lapsed(session, registration, office=office, now=now)
        happened = HistoryKind.OFFER_LAPSED
        tell(session, registration, happened, actor=actor, now=now, before=before.value)
    return len(overdue)


def _first(session: Session, seminar: Seminar, mode: AttendanceMode) -> Registration | None:
    return session.scalar(
        select(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state == RegistrationState.WAITING,
            Registration.mode == mode,
            Registration.held_until.is_(None),
        )
        .order_by(*waiting_order())
        .limit(1)
    )
