"""Attending a seminar in the other way: online instead of at the venue, or the other way round.

The rule: who has a place keeps it until a place of the other kind is free, and changes then at
once; nobody stands on two waiting lists. Who waits gets a free place of the other kind, or moves to
the end of the other list and leaves the first one. Those who wait there already come first.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, TooManyMails
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mailing, waiting_list
from seminar_service.registrations.history import tell
from seminar_service.registrations.holding import give_back
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.queries import waiting_position
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction


class NoPlaceToSwitchTo(DomainError):  # noqa: N818 (named after the rule)
    """No place of the other kind is free; the person keeps the one that there is."""

    code = "no_place_to_switch_to"
    category = Category.CONFLICT


class OfferToAnswer(DomainError):  # noqa: N818 (named after the rule)
    """A place is held for the person, who accepts or declines it first."""

    code = "offer_to_answer"
    category = Category.CONFLICT


def switch(
    session: Session,
    registration_id: int,
    mode: AttendanceMode,
    *,
    by_office: bool = False,
    office: Office,
    actor: Actor,
    now: datetime,
) -> bool:
    """Let somebody attend in this way from now on; False where that was so before.

    The person gets a mail, with the calendar entry as it is now; a mailbox that has got as many as
    its owner must bear gets none, unless the office does it. A place that comes free goes to those
    who wait for it.

    Raises:
        NotFound: there is no such registration.
        NotOnline: nobody can attend this seminar online.
        RegistrationOver: it has ended, or the seminar has begun or is not held.
        OfferToAnswer: a place is offered to the person.
        NoPlaceToSwitchTo: the person has a place, and none of the other kind is free.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        if row.mode is mode:
            return False
        _require_switchable(row, mode, now=now)
        before = row.state
        _take(session, row, mode, now=now)
        registration_calendars.raise_revision(session, row)
        session.flush()
        tell(
            session,
            row,
            HistoryKind.MODE_SWITCHED,
            actor=actor,
            now=now,
            mode=mode.value,
            before=before.value,
        )
        if by_office or _may_write(session, row, office=office, now=now):
            send_switched(session, row, office=office, now=now)
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        return True


def other_mode(mode: AttendanceMode) -> AttendanceMode:
    """The other way of attending."""
    online = mode is AttendanceMode.ONLINE
    return AttendanceMode.ON_SITE if online else AttendanceMode.ONLINE


def send_switched(session: Session, row: Registration, *, office: Office, now: datetime) -> None:
    """Say how somebody attends from now on. Part of the caller's transaction."""
    calendar = registration_calendars.request(session, row, office=office)
    position = waiting_position(session, row)
    kind = "registration_switched"
    mailing.send(session, kind, row, office, now, calendar=calendar, position=position)


def _require_switchable(row: Registration, mode: AttendanceMode, *, now: datetime) -> None:
    seminar = row.seminar
    ahead = seminar.state in waiting_list.MOVING_STATES
    if not row.is_live or not ahead or has_begun(seminar.day, seminar.starts_at, now):
        raise RegistrationOver
    if mode not in seminar.modes:
        raise NotOnline
    if row.state is RegistrationState.OFFERED:
        raise OfferToAnswer


def _take(session: Session, row: Registration, mode: AttendanceMode, *, now: datetime) -> None:
    """Take a place, or the end of the queue, and give back what there was."""
    waits = row.state is RegistrationState.WAITING
    has_place = seminar_counters.take_place(session, row.seminar_id, mode)
    if not has_place and not waits:
        raise NoPlaceToSwitchTo
    give_back(session, row, row.state)
    row.mode, row.beyond, row.changed_at = mode, False, now
    if not waits:
        return
    if has_place:
        row.moved_up_at = now
        proven = row.held_until is None
        move(row, RegistrationAction.PROMOTE if proven else RegistrationAction.HOLD, now=now)
        return
    row.queue_number = seminar_counters.draw_queue_number(session, row.seminar_id)
    row.waits_since = now
    seminar_counters.change_waiting(session, row.seminar_id, 1, mode)


def _may_write(session: Session, row: Registration, *, office: Office, now: datetime) -> bool:
    if not row.email:
        return True  # who has none is called instead
    try:
        mailboxes.count_mail(session, row.email, caution=office.caution, now=now)
    except TooManyMails:
        return False
    return True
