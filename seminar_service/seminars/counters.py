"""The counters of a seminar: places taken, people waiting, the next number of the queue.

The database does the counting, in single statements. All are part of the caller's transaction.
"""

from sqlalchemy import CursorResult, Update, update
from sqlalchemy.orm import Session

from seminar_service.revisions.raising import of_places
from seminar_service.seminars.model import Seminar


def draw_queue_number(session: Session, seminar_id: int) -> int:
    """Draw the next number of a seminar's queue, from 1 on; none is given twice."""
    return session.execute(
        update(Seminar)
        .where(Seminar.id == seminar_id)
        .values(last_queue_number=Seminar.last_queue_number + 1)
        .returning(Seminar.last_queue_number),
        execution_options=of_places(seminar_id),
    ).scalar_one()


def take_place(session: Session, seminar_id: int) -> bool:
    """Take one place if one is left; whether there was one is decided by the database."""
    return _changed(
        session,
        seminar_id,
        update(Seminar)
        .where(Seminar.id == seminar_id, Seminar.taken < Seminar.capacity)
        .values(taken=Seminar.taken + 1),
    )


def free_place(session: Session, seminar_id: int) -> None:
    """Give one place back."""
    _changed(
        session,
        seminar_id,
        update(Seminar).where(Seminar.id == seminar_id).values(taken=Seminar.taken - 1),
    )


def change_waiting(session: Session, seminar_id: int, by: int) -> None:
    """Count people who begin (1) or cease (-1) to wait."""
    _changed(
        session,
        seminar_id,
        update(Seminar).where(Seminar.id == seminar_id).values(waiting=Seminar.waiting + by),
    )


def clear(session: Session, seminar_id: int) -> None:
    """Count nobody any more: the seminar is not held."""
    _changed(
        session,
        seminar_id,
        update(Seminar).where(Seminar.id == seminar_id).values(taken=0, waiting=0),
    )


def _changed(session: Session, seminar_id: int, statement: Update) -> bool:
    result = session.execute(statement, execution_options=of_places(seminar_id))
    assert isinstance(result, CursorResult)  # noqa: S101 (tells the type checker what an UPDATE gives)
    return result.rowcount == 1
