"""Keeping the rows of tallies in step with the seminars and days that there are.

Whoever announces a seminar or moves it has not to think of its host's mails: what is missing, or
meant for another day, is found by the difference.
"""

from datetime import date, datetime

from sqlalchemy import Executable, Select, and_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tallies.model import Tally
from seminar_service.tallies.values import last_due, next_week


def any_missing(session: Session, *, now: datetime) -> bool:
    """Whether a seminar ahead has no row, or one for another day. One query."""
    return session.execute(_without(now).limit(1)).first() is not None


def bring_up_to_date(session: Session, *, now: datetime) -> None:
    """Keep a row for each seminar that is announced and to come."""
    for seminar_id, day in session.execute(_without(now)).all():
        with transaction(session):
            session.execute(_keeping(session, seminar_id, day, now))


def _without(now: datetime) -> Select[int, date]:
    return (
        select(Seminar.id, Seminar.day)
        .outerjoin(Tally, and_(Tally.seminar_id == Seminar.id, Tally.day == Seminar.day))
        .where(Seminar.to_come(now), Tally.seminar_id.is_(None))
    )


def _keeping(session: Session, seminar_id: int, day: date, now: datetime) -> Executable:
    """Write a row; one for another day keeps its week, and its last mail is due anew."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    last = last_due(day, now)
    statement = insert(Tally).values(
        seminar_id=seminar_id, week_due_at=next_week(now), day=day, last_due_at=last
    )
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[Tally.seminar_id],
        set_={"day": new.day, "last_due_at": new.last_due_at},
        where=Tally.day != new.day,
    )
