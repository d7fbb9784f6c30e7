"""Registrations that a member of the staff has chosen, and what can be done with them.

Parts of the callers' transactions.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.waiting_list import MOVING_STATES
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun


class Deed(StrEnum):
    """What is done with chosen registrations."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    RESTORE = "restore"
    RESEND = "resend"
    CALL = "call"
    NOTE = "note"


class Obstacle(StrEnum):
    """Why something cannot be done with a registration."""

    OVER = "over"
    STANDS = "stands"
    BEGUN = "begun"
    SEMINAR_OVER = "seminar_over"
    REGISTERED_AGAIN = "registered_again"
    NOTHING_HELD = "nothing_held"
    NOTHING_OFFERED = "nothing_offered"
    NO_MAIL = "no_mail"
    NOTHING_TO_TELL = "nothing_to_tell"
    ANSWER_FIRST = "answer_first"
    THERE_ALREADY = "there_already"
    REGISTERED_THERE = "registered_there"
    OTHER_TOUR = "other_tour"
    CLOSED_THERE = "closed_there"
    NOT_ONLINE_THERE = "not_online_there"


def seen_mark(registration: Registration) -> str:
    """What stands for how a registration was seen to stand."""
    here = registration.seminar_id, registration.queue_number, registration.mode.value
    return "-".join([registration.state.value, *map(str, here)])


def locked_chosen(
    session: Session, seen: Mapping[int, str], *, beside: int | None = None
) -> list[Registration]:
    """The registrations of these numbers by queue number, once their seminars' rows are locked.

    The rows are locked in one order, so that two who choose at once do not wait in a circle.

    Args:
        session: The database, within a transaction.
        seen: The `seen_mark` of each, as it was looked at.
        beside: The number of another seminar whose row is locked with theirs.

    Raises:
        NotFound: one of them is not there.
        ChangedMeanwhile: one of them stands otherwise by now.
    """
    theirs = select(Registration.seminar_id).where(Registration.id.in_(seen))
    found = session.execute(
        select(Seminar.id)
        .where(or_(Seminar.id.in_(theirs), Seminar.id == beside))
        .order_by(Seminar.id)
        .with_for_update(key_share=True)
    ).all()
    locked = {number for (number,) in found}
    rows = chosen(session, seen)
    if len(rows) < len(seen):
        raise NotFound("registration")
    if any(seen_mark(row) != seen[row.id] or row.seminar_id not in locked for row in rows):
        raise ChangedMeanwhile(SubjectKind.REGISTRATION)
    return rows


def possible(
    session: Session, deed: Deed, seen: Mapping[int, str], *, now: datetime
) -> list[Registration]:
    """Those of the chosen with which the deed can be done, with their seminars' rows locked.

    Raises:
        NotFound: one of them is not there.
        ChangedMeanwhile: one of them stands otherwise by now.
    """
    rows = locked_chosen(session, seen)
    hindered = obstacles(session, deed, rows, now=now)
    return [row for row in rows if row.id not in hindered]


def chosen(session: Session, numbers: Iterable[int]) -> list[Registration]:
    """The registrations of these numbers that there are, by seminar and queue number. One query."""
    return list(
        session.scalars(
            select(Registration)
            .join(Registration.seminar)
            .options(contains_eager(Registration.seminar))
            .where(Registration.id.in_(list(numbers)))
            .order_by(Registration.seminar_id, Registration.queue_number)
        )
    )


def obstacles(
    session: Session,
    deed: Deed,
    rows: Sequence[Registration],
    *,
    now: datetime,
    to: Seminar | None = None,
) -> dict[int, Obstacle]:
    """Why the deed cannot be done, by the numbers of those with which it cannot. One query.

    `to` is the seminar to which they would be moved.
    """
    if deed is Deed.TRANSFER:
        found = _hindered_moves(session, rows, to, now)
    else:
        again = registered_at(session, _seminars(rows)) if deed is Deed.RESTORE else set()
        found = {row.id: _obstacle(deed, row, again, now) for row in rows}
    return {number: each for number, each in found.items() if each is not None}


def registered_at(session: Session, seminars: Iterable[int]) -> set[tuple[int, str, str]]:
    """Seminar, mail key and name key of those who hold a place of some seminars, or wait."""
    found = session.execute(
        select(Registration.seminar_id, Registration.email_key, Registration.name_key).where(
            Registration.seminar_id.in_(list(seminars)), Registration.is_live
        )
    )
    return {(seminar, email, name) for seminar, email, name in found}


def _seminars(rows: Iterable[Registration]) -> set[int]:
    return {row.seminar_id for row in rows}


def _hindered_moves(
    session: Session, rows: Sequence[Registration], to: Seminar | None, now: datetime
) -> dict[int, Obstacle | None]:
    there = registered_at(session, [to.id]) if to is not None else set()
    return {row.id: _not_movable(row, now) or _not_taken(row, to, there, now) for row in rows}


def _not_movable(row: Registration, now: datetime) -> Obstacle | None:
    if has_begun(row.seminar.day, row.seminar.starts_at, now):
        return Obstacle.BEGUN
    if not row.is_live_at(now):
        return Obstacle.OVER
    return Obstacle.ANSWER_FIRST if row.state is RegistrationState.OFFERED else None


def _not_taken(
    row: Registration, to: Seminar | None, there: set[tuple[int, str, str]], now: datetime
) -> Obstacle | None:
    if to is None:
        return None
    if row.seminar_id == to.id:
        return Obstacle.THERE_ALREADY
    if row.seminar.tour_id != to.tour_id:
        return Obstacle.OTHER_TOUR
    if to.state not in MOVING_STATES or has_begun(to.day, to.starts_at, now):
        return Obstacle.CLOSED_THERE
    if row.mode not in to.modes:
        return Obstacle.NOT_ONLINE_THERE
    is_there = (to.id, row.email_key, row.name_key) in there
    return Obstacle.REGISTERED_THERE if is_there else None


def _obstacle(
    deed: Deed, row: Registration, again: set[tuple[int, str, str]], now: datetime
) -> Obstacle | None:
    if deed is Deed.NOTE:
        return None
    if deed is Deed.CALL:
        return Obstacle.NOTHING_TO_TELL if row.call_since is None else None
    if has_begun(row.seminar.day, row.seminar.starts_at, now):
        return Obstacle.BEGUN
    if deed is Deed.RESTORE:
        return _not_restored(row, again)
    return _OF_LIVE[deed](row) if row.is_live_at(now) or _ends_itself(deed, row) else Obstacle.OVER


def _ends_itself(deed: Deed, row: Registration) -> bool:
    """Whether what is overdue may be ended, or mailed, all the same: nobody has noted it yet."""
    return row.is_live and deed not in {Deed.CONFIRM, Deed.DECLINE}


def _not_confirmed(row: Registration) -> Obstacle | None:
    is_held = row.held_until is not None or row.state is RegistrationState.OFFERED
    return None if is_held else Obstacle.NOTHING_HELD


def _not_declined(row: Registration) -> Obstacle | None:
    return None if row.state is RegistrationState.OFFERED else Obstacle.NOTHING_OFFERED


def _not_mailed(row: Registration) -> Obstacle | None:
    return None if row.email else Obstacle.NO_MAIL


def _not_restored(row: Registration, again: set[tuple[int, str, str]]) -> Obstacle | None:
    if row.state not in {RegistrationState.CANCELLED, RegistrationState.LAPSED}:
        return Obstacle.STANDS
    if row.seminar.state not in MOVING_STATES:
        return Obstacle.SEMINAR_OVER
    is_again = (row.seminar_id, row.email_key, row.name_key) in again
    return Obstacle.REGISTERED_AGAIN if is_again else None


_OF_LIVE: Final[dict[Deed, Callable[[Registration], Obstacle | None]]] = {
    Deed.CONFIRM: _not_confirmed,
    Deed.DECLINE: _not_declined,
    Deed.WITHDRAW: lambda _row: None,
    Deed.RESEND: _not_mailed,
}
"""What hinders each of the deeds with registrations that are live."""
