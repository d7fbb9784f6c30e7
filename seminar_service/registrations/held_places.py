"""Places that wait for the button in the mail, or for an answer: pressed, or lapsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mailing, waiting_list
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.history import tell
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import (
    RegistrationAction,
    RegistrationState,
)
from seminar_service.registrations.steps import move
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction


class Pressed(Enum):
    """What the button did: the registration holds now, held before, or had come to its end."""

    HOLDS = "holds"
    HELD_BEFORE = "held_before"
    OVER = "over"


@dataclass(frozen=True)
class Press:
    """The answer to the button; `token` opens the registration's own page."""

    pressed: Pressed
    token: str


def press(
    session: Session, registration_id: int, *, office: Office, actor: Actor, now: datetime
) -> Press:
    """Take it that whoever pressed the button behind a mail reads that mailbox.

    A place or a wait that was held for a while holds from now on; one whose time has passed
    lapses here if nobody has noticed yet. Pressed twice, or too late, it changes nothing more,
    but the mailbox is proven all the same: who registers again then has a place at once. Others of
    the same party at the same mailbox need no button of their own.

    Raises:
        NotFound: there is no such registration.
    """
    with transaction(session):
        registration = locked_registration(session, registration_id)
        mailbox = mailboxes.prove(session, registration.email, caution=office.caution, now=now)
        pressed = settle(session, registration, office=office, now=now)
        for other in _of_party_at_mailbox(session, registration):
            if settle(session, other, office=office, now=now) is Pressed.HOLDS:
                tell(session, other, HistoryKind.REGISTRATION_CONFIRMED, actor=actor, now=now)
        if pressed is Pressed.HOLDS:
            happened = HistoryKind.REGISTRATION_CONFIRMED
            tell(session, registration, happened, actor=actor, now=now)
        else:
            mailboxes.tell(session, mailbox, actor=actor, now=now)
        token = mailing.mint(session, LinkPurpose.REGISTRATION, registration, now=now)
        return Press(pressed, token)


def lapse_overdue(session: Session, *, office: Office, actor: Actor, now: datetime) -> int:
    """Let all places lapse that nobody has confirmed or accepted in time; the next get them.

    One transaction for each seminar. Gives how many registrations lapsed.
    """
    return sum(
        _lapse(session, seminar_id, office=office, actor=actor, now=now)
        for seminar_id in _seminars_with_overdue(session, now=now)
    )


def any_overdue(session: Session, *, now: datetime) -> bool:
    """Whether somebody has not confirmed or accepted in time, or places gather no longer."""
    return bool(_seminars_with_overdue(session, now=now, limit=1))


def _of_party_at_mailbox(session: Session, registration: Registration) -> Sequence[Registration]:
    if registration.party_id is None:
        return ()
    return session.scalars(
        select(Registration)
        .where(
            Registration.party_id == registration.party_id,
            # The row of this seminar is locked, and not that of one to which somebody was moved.
            Registration.seminar_id == registration.seminar_id,
            Registration.email_key == registration.email_key,
            Registration.id != registration.id,
            Registration.held_until.is_not(None),
        )
        .order_by(Registration.id)
    ).all()


def settle(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> Pressed:
    """Let a place or a wait hold whose mailbox has just been proven.

    Part of the caller's transaction, with the seminar's row locked.
    """
    seminar = registration.seminar
    if registration.held_until is None:
        return Pressed.HELD_BEFORE if registration.is_live else Pressed.OVER
    if registration.state not in waiting_list.BUTTON_STATES:
        return Pressed.OVER
    if has_begun(seminar.day, seminar.starts_at, now):
        registration.held_until = min(registration.held_until, now)
        session.flush()
    waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
    in_time = registration.state is not RegistrationState.LAPSED
    if in_time:
        _keep(session, registration, office=office, now=now)
    waiting_list.fill_free_places(session, seminar, office=office, now=now)
    return Pressed.HOLDS if in_time else Pressed.OVER


def _keep(session: Session, registration: Registration, *, office: Office, now: datetime) -> None:
    """Let a place be somebody's for good, or a wait go on and move up."""
    registration.held_until = None
    registration.changed_at = now
    if registration.state is RegistrationState.PROVISIONAL:
        move(registration, RegistrationAction.CONFIRM, now=now)
        registration_calendars.raise_revision(session, registration)
        registration_mails.send_state(session, registration, office=office, now=now)
    session.flush()


def _lapse(
    session: Session, seminar_id: int, *, office: Office, actor: Actor, now: datetime
) -> int:
    with transaction(session):
        seminar = session.get_one(Seminar, seminar_id, with_for_update={"key_share": True})
        lapsed = waiting_list.lapse_overdue(session, seminar, office=office, actor=actor, now=now)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return lapsed


def _seminars_with_overdue(
    session: Session, *, now: datetime, limit: int | None = None
) -> Sequence[int]:
    unproven = and_(
        Registration.held_until <= now, Registration.state.in_(waiting_list.BUTTON_STATES)
    )
    unanswered = and_(
        Registration.offered_until <= now, Registration.state == RegistrationState.OFFERED
    )
    gathered = select(Party.seminar_id).where(Party.goes_together, Party.gathers_until <= now)
    found = select(Registration.seminar_id).where(or_(unproven, unanswered)).union(gathered)
    return session.scalars(found.order_by("seminar_id").limit(limit)).all()
