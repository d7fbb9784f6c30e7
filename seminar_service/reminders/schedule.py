"""Keeping the rows of reminders in step with the places and days that there are.

Whoever gets a place by whatever way, and whenever a seminar moves: nothing there has to think of
reminders. What is missing, or meant for another day, is found by the difference.
"""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Executable, Select, and_, exists, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import day_of
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.reminders.model import Reminder
from seminar_service.reminders.values import ReminderKind, due_at
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import STATES_AHEAD
from seminar_service.storage.transaction import transaction

_LAST: Final = ReminderKind.DAY


def any_missing(session: Session, *, now: datetime) -> bool:
    """Whether somebody has a place for which no reminder is kept. One query."""
    return session.scalar(_seminars_without(now).limit(1)) is not None


def bring_up_to_date(session: Session, *, now: datetime) -> None:
    """Keep reminders for all who have a place; one transaction for each seminar."""
    for seminar_id, day in session.execute(_seminars_without(now)).all():
        with transaction(session):
            for kind in ReminderKind:
                session.execute(_keeping(session, kind, seminar_id, day, now))


def has_place() -> ColumnElement[bool]:
    """Select registrations whose owners are reminded: they have a place, and a mail address."""
    return and_(Registration.state == RegistrationState.CONFIRMED, Registration.email != "")


def _seminars_without(now: datetime) -> Select[int, date]:
    """Seminars ahead with somebody whose reminders are missing, or meant for another day."""
    kept = exists().where(
        Reminder.registration_id == Registration.id,
        Reminder.kind == _LAST,
        Reminder.day == Seminar.day,
    )
    return (
        select(Seminar.id, Seminar.day)
        .join(Registration, Registration.seminar_id == Seminar.id)
        .where(Seminar.state.in_(STATES_AHEAD), Seminar.day > day_of(now), has_place(), ~kept)
        .distinct()
    )


def _keeping(
    session: Session, kind: ReminderKind, seminar_id: int, day: date, now: datetime
) -> Executable:
    """Write one kind of reminder for all who have a place; those for another day begin anew."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    values = {
        Reminder.kind: literal(kind, Reminder.kind.type),
        Reminder.day: literal(day, Reminder.day.type),
        Reminder.due_at: literal(due_at(kind, day), Reminder.due_at.type),
        Reminder.made_at: literal(now, Reminder.made_at.type),
    }
    places = select(Registration.id, *values.values()).where(
        and_(Registration.seminar_id == seminar_id, has_place())
    )
    statement = insert(Reminder).from_select([Reminder.registration_id, *values], places)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[Reminder.registration_id, Reminder.kind],
        set_={"day": new.day, "due_at": new.due_at, "made_at": new.made_at, "sent_at": None},
        where=Reminder.day != new.day,
    )
