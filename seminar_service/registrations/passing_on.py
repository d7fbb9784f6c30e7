"""A place, or a position on the waiting list, that passes from one registration to another.

It never becomes free in between, so that nobody gets it and nobody is passed by. Parts of the
callers' transactions, which hold the lock on the seminar's row.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import substitute_mails
from seminar_service.registrations.change_model import Substitution
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.publicity import has_begun

PASSED_ON: Final = (
    "mode",
    "queue_number",
    "priority",
    "beyond",
    "host_place",
    "waits_since",
    "moved_up_at",
    "offered_until",
)
"""What belongs to a place or a position, and not to the person who has it."""


def take_out(session: Session, row: Registration) -> dict[str, Any]:
    """What a registration passes on, which then has none of it; its number is a new one."""
    place = {name: getattr(row, name) for name in PASSED_ON}
    row.queue_number = seminar_counters.draw_queue_number(session, row.seminar_id)
    row.priority, row.beyond, row.host_place = 0, False, False
    row.waits_since = row.moved_up_at = row.offered_until = None
    session.flush()
    return place


def fall_back(
    session: Session,
    lapsed: Registration,
    before: RegistrationState,
    *,
    office: Office,
    now: datetime,
) -> bool:
    """Give a place back to its former owner whose substitute did not press the button in time.

    Args:
        session: The database.
        lapsed: The substitute's registration, which has just lapsed, and is counted still.
        before: How it stood.
        office: Who writes to the former owner.
        now: The present instant.

    Returns:
        False where it was nobody's before, or who had it has registered anew: nothing is done.
    """
    former = former_of(session, lapsed)
    seminar = lapsed.seminar
    if former is None or has_begun(seminar.day, seminar.starts_at, now):
        return False
    if former.state is not RegistrationState.CANCELLED or is_registered_again(session, former):
        return False
    give_back_to(session, former, lapsed, before, now=now)
    substitute_mails.send_came_back(session, former, office=office, now=now)
    happened = HistoryKind.PLACE_CAME_BACK
    tell(session, former, happened, actor=SYSTEM, now=now, other=lapsed.id)
    return True


def give_back_to(
    session: Session,
    former: Registration,
    successor: Registration,
    before: RegistrationState,
    *,
    now: datetime,
) -> None:
    """Let the former owner have again what a registration has that stood as `before` until now."""
    for name, value in take_out(session, successor).items():
        setattr(former, name, value)
    waits = before is RegistrationState.WAITING
    move(
        former,
        RegistrationAction.QUEUE_AGAIN if waits else RegistrationAction.RESTORE,
        now=now,
    )
    former.withdrawn_at = None
    registration_calendars.raise_revision(session, former)
    for link in session.scalars(
        select(Substitution).where(Substitution.successor_id == successor.id)
    ):
        session.delete(link)
    session.flush()


def former_of(session: Session, row: Registration) -> Registration | None:
    """Whose place somebody took over; None for who came by themselves. One query."""
    return session.scalar(
        select(Registration)
        .join(Substitution, Substitution.former_id == Registration.id)
        .where(Substitution.successor_id == row.id)
    )


def successor_of(session: Session, row: Registration) -> Registration | None:
    """Who took over somebody's place; None where nobody did. One query."""
    return session.scalar(
        select(Registration)
        .join(Substitution, Substitution.successor_id == Registration.id)
        .where(Substitution.former_id == row.id)
    )


def is_registered_again(session: Session, row: Registration) -> bool:
    """Whether the same person holds a place of the seminar, or waits, by another registration."""
    other = select(Registration.id).where(
        Registration.seminar_id == row.seminar_id,
        Registration.email_key == row.email_key,
        Registration.name_key == row.name_key,
        Registration.is_live,
        Registration.id != row.id,
    )
    return session.scalar(other.limit(1)) is not None
