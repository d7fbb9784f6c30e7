"""The counters of a seminar: places taken and kept back, people waiting, the next queue number.

The database does the counting, in single statements. All are part of the caller's transaction.
Places at the venue and online have counters of their own; whoever names neither means the venue.
"""

from typing import Final

from sqlalchemy import CursorResult, Update, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.revisions.raising import of_places
from seminar_service.seminars.model import Seminar

ON_SITE: Final = AttendanceMode.ON_SITE


def draw_queue_number(session: Session, seminar_id: int) -> int:
    """Draw the next number of a seminar's queue, from 1 on; none is given twice.

    Those who wait for the venue and for online draw from the same numbers.
    """
    return session.execute(
        update(Seminar)
        .where(Seminar.id == seminar_id)
        .values(last_queue_number=Seminar.last_queue_number + 1)
        .returning(Seminar.last_queue_number),
        execution_options=of_places(seminar_id),
    ).scalar_one()


def take_place(session: Session, seminar_id: int, mode: AttendanceMode = ON_SITE) -> bool:
    """Take one place if one is left; whether there was one is decided by the database.

    Places that are kept back are not left for anybody.
    """
    some_left = Seminar.places_left > 0 if mode is ON_SITE else Seminar.online_places_left > 0
    taken = _taken(mode)
    statement = update(Seminar).where(Seminar.id == seminar_id, some_left)
    return _changed(session, seminar_id, statement.values({taken: taken + 1}))


def free_place(session: Session, seminar_id: int, mode: AttendanceMode = ON_SITE) -> None:
    """Give one place back."""
    _count(session, seminar_id, _taken(mode), -1)


def take_kept_place(session: Session, seminar_id: int) -> bool:
    """Take one of the places that are kept back for the host; the database decides as above."""
    statement = update(Seminar).where(Seminar.id == seminar_id, Seminar.kept_back > 0)
    moved = {Seminar.taken: Seminar.taken + 1, Seminar.kept_back: Seminar.kept_back - 1}
    return _changed(session, seminar_id, statement.values(moved))


def free_kept_place(session: Session, seminar_id: int) -> None:
    """Give one place back to those that are kept back for the host."""
    moved = {Seminar.taken: Seminar.taken - 1, Seminar.kept_back: Seminar.kept_back + 1}
    statement = update(Seminar).where(Seminar.id == seminar_id)
    _changed(session, seminar_id, statement.values(moved))


def change_waiting(
    session: Session, seminar_id: int, by: int, mode: AttendanceMode = ON_SITE
) -> None:
    """Count people who begin (1) or cease (-1) to wait."""
    waiting = Seminar.waiting if mode is ON_SITE else Seminar.online_waiting
    _count(session, seminar_id, waiting, by)


def keep_back(session: Session, seminar_id: int, places: int) -> bool:
    """Keep back so many places at the venue, no more and no less; False where they are not free."""
    return _changed(
        session,
        seminar_id,
        update(Seminar)
        .where(Seminar.id == seminar_id, Seminar.taken + places <= Seminar.capacity)
        .values(kept_back=places),
    )


def change_beyond(
    session: Session, seminar_id: int, by: int, mode: AttendanceMode = ON_SITE
) -> None:
    """Count somebody who is let in beyond the last place (1), or no longer comes (-1)."""
    beyond = Seminar.beyond if mode is ON_SITE else Seminar.online_beyond
    _count(session, seminar_id, beyond, by)


def gather(session: Session, seminar_id: int, mode: AttendanceMode = ON_SITE) -> None:
    """Let all places that are free gather for the party that is next: they are left for nobody."""
    if mode is ON_SITE:
        all_free = Seminar.capacity - Seminar.taken - Seminar.kept_back
        values = {Seminar.gathered: all_free}
    else:
        values = {Seminar.online_gathered: Seminar.online_capacity - Seminar.online_taken}
    _changed(session, seminar_id, update(Seminar).where(Seminar.id == seminar_id).values(values))


def let_go(session: Session, seminar_id: int, mode: AttendanceMode = ON_SITE) -> None:
    """Let the places that gather be free again."""
    gathered = Seminar.gathered if mode is ON_SITE else Seminar.online_gathered
    statement = update(Seminar).where(Seminar.id == seminar_id, gathered > 0)
    _changed(session, seminar_id, statement.values({gathered: 0}))


def clear(session: Session, seminar_id: int) -> None:
    """Count nobody any more: the seminar is not held."""
    nobody = {"taken": 0, "waiting": 0, "kept_back": 0, "beyond": 0, "gathered": 0}
    online = {"online_taken": 0, "online_waiting": 0, "online_beyond": 0, "online_gathered": 0}
    statement = update(Seminar).where(Seminar.id == seminar_id)
    _changed(session, seminar_id, statement.values(nobody | online))


def _taken(mode: AttendanceMode) -> InstrumentedAttribute[int]:
    return Seminar.taken if mode is ON_SITE else Seminar.online_taken


def _count(session: Session, seminar_id: int, counter: InstrumentedAttribute[int], by: int) -> None:
    statement = update(Seminar).where(Seminar.id == seminar_id)
    _changed(session, seminar_id, statement.values({counter: counter + by}))


def _changed(session: Session, seminar_id: int, statement: Update) -> bool:
    result = session.execute(statement, execution_options=of_places(seminar_id))
    assert isinstance(result, CursorResult)  # noqa: S101 (tells the type checker what an UPDATE gives)
    return result.rowcount == 1
