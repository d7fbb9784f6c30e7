"""How likely somebody who waits gets a place: told only where earlier seminars say so.

The rule: of every seminar that has been held, the waiting list is looked at as it stood as long
before its beginning as now is before the beginning of this one. Whoever stood there in the same
place either got a place afterwards, offered or given, or did not. Who left the list by themselves
is not counted. The last twelve such people are counted, and nothing is said of fewer than five.
Lists for the venue are compared with such lists, lists for online with those for online.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SeminarState

COUNTED: Final = 12
"""How many people the figure is about."""

ENOUGH: Final = 5
"""Of fewer nothing is said: they would say nothing."""

LAST_SEMINARS: Final = 100
"""How many of the last seminars with a waiting list are looked at."""


class Wait(NamedTuple):
    """One person's wait at a seminar that has been held.

    `left_at` is when it ended without a place; None where it lasted to the end.
    """

    order: tuple[int, datetime, int]
    since: datetime
    moved_up_at: datetime | None
    left_at: datetime | None

    def stood_at(self, instant: datetime) -> bool:
        """Whether the person waited at an instant."""
        ends = self.moved_up_at or self.left_at
        return self.since <= instant and (ends is None or ends > instant)


@dataclass(frozen=True)
class Chance:
    """Of the last `counted` people in the same place, `moved_up` got a place."""

    counted: int
    moved_up: int


def chance(
    held: Iterable[tuple[datetime, Sequence[Wait]]], position: int, before: timedelta
) -> Chance | None:
    """What became of those who stood at a position, so long before their seminars; None of few.

    Args:
        held: When each seminar began, and its waits; the newest first.
        position: From 1 on.
        before: How long before the beginning.
    """
    moved_up = [
        stood.moved_up_at is not None
        for begins, waits in held
        if (stood := _standing_at(waits, position, begins - before)) is not None
        and stood.left_at is None
    ][:COUNTED]
    if len(moved_up) < ENOUGH:
        return None
    return Chance(len(moved_up), sum(moved_up))


def chance_of(
    session: Session, registration: Registration, position: int, *, now: datetime
) -> Chance | None:
    """The chance of somebody who waits at a position now. Two queries."""
    seminar = registration.seminar
    before = begins_at(seminar.day, seminar.starts_at) - now
    return chance(_held(session, registration.mode), position, before)


def _standing_at(waits: Sequence[Wait], position: int, instant: datetime) -> Wait | None:
    standing = sorted(each for each in waits if each.stood_at(instant))
    return standing[position - 1] if len(standing) >= position else None


def _held(session: Session, mode: AttendanceMode) -> list[tuple[datetime, list[Wait]]]:
    seminars = session.execute(
        select(Seminar.id, Seminar.day, Seminar.starts_at)
        .where(
            Seminar.state == SeminarState.HELD,
            Seminar.id.in_(select(Registration.seminar_id).where(*_waited(mode))),
        )
        .order_by(Seminar.day.desc(), Seminar.starts_at.desc(), Seminar.id.desc())
        .limit(LAST_SEMINARS)
    ).all()
    waits = _waits(session, [row.id for row in seminars], mode)
    return [(begins_at(row.day, row.starts_at), waits[row.id]) for row in seminars]


def _waits(
    session: Session, seminar_ids: Sequence[int], mode: AttendanceMode
) -> dict[int, list[Wait]]:
    columns = (
        *(Registration.seminar_id, Registration.priority, Registration.queue_number),
        *(Registration.waits_since, Registration.moved_up_at, Registration.withdrawn_at),
        *(Registration.changed_at, Registration.state),
    )
    rows = session.execute(
        select(*columns)
        .where(Registration.seminar_id.in_(seminar_ids), *_waited(mode))
        .order_by(Registration.seminar_id)
    )
    return {
        seminar_id: [_wait(row) for row in each]
        for seminar_id, each in groupby(rows, key=lambda row: row.seminar_id)
    }


def _waited(mode: AttendanceMode) -> tuple[ColumnElement[bool], ...]:
    return Registration.waits_since.is_not(None), Registration.mode == mode


def _wait(row: Row[*tuple[Any, ...]]) -> Wait:
    """A wait; who moved up and withdrew afterwards had a place all the same."""
    order = -row.priority, row.waits_since, row.queue_number
    left = None
    if row.moved_up_at is None and row.state is not RegistrationState.WAITING:
        left = row.withdrawn_at or row.changed_at
    return Wait(order, row.waits_since, row.moved_up_at, left)
