"""Every statement by which workers take, hold and let go of a row.

Conditional updates, so any number of processes may try them at once, on either database: one
wins, the others see that no row was changed. All are parts of the callers' transactions.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Generic, Protocol, TypeVar, cast

import structlog
from sqlalchemy import ColumnElement, CursorResult, and_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.work.leased import Leased

UNREADABLE: Final = "given up: the row cannot be read"

Row = TypeVar("Row", bound=Leased)
Read = TypeVar("Read")

log = structlog.get_logger(__name__)


class Hold(Protocol):
    """What proves that a row is one's own: its number, and with which attempt it was taken."""

    @property
    def id(self) -> int:
        """The number of the row."""

    @property
    def attempt(self) -> int:
        """Which try this is, from 1."""


class Leases(Generic[Row]):
    """The leases of one table.

    Args:
        table: The table.
        most_attempts: How often a row is taken before it is given up.
        abandoned: Why it is given up then: worker after worker has ended without a word.
        failure: The columns that say why and when a row was given up, made of both.
    """

    def __init__(
        self,
        table: type[Row],
        *,
        most_attempts: int,
        abandoned: str,
        failure: Callable[[str, datetime], dict[str, object]],
    ) -> None:
        self._table = table
        self._most_attempts = most_attempts
        self._abandoned = abandoned
        self._failure = failure

    def due(
        self, session: Session, *, now: datetime, limit: int, skip_locked: bool = False
    ) -> list[int]:
        """The rows that may be taken, those that have waited longest first.

        With `skip_locked` they are locked, and those that others are just taking left out.
        """
        statement = (
            select(self._table.id)
            .where(self._table.is_due(now))
            .order_by(self._table.due_at, self._table.id)
            .limit(limit)
        )
        if skip_locked:
            statement = statement.with_for_update(skip_locked=True, key_share=True)
        return list(session.scalars(statement))

    def take(
        self,
        session: Session,
        row_id: int,
        *,
        worker: str,
        now: datetime,
        lease: timedelta,
        read: Callable[[Row], Read],
    ) -> Read | None:
        """Take a row, if it is still there to be taken, and read it.

        One that was taken too often is given up instead, and so is one that cannot be read.
        """
        due = and_(self._table.id == row_id, self._table.is_due(now))
        taken = self._change(
            session,
            and_(due, self._table.attempt < self._most_attempts),
            state=self._table.HELD,
            attempt=self._table.attempt + 1,
            leased_by=worker,
            leased_until=now + lease,
        )
        if not taken:
            spent = and_(due, self._table.attempt >= self._most_attempts)
            self._give_up(session, spent, self._abandoned, now)
            return None
        try:
            return read(session.get_one(self._table, row_id, populate_existing=True))
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a column's type finds wrong with a value)
            log.warning("row_unreadable", row=row_id, error=type(error).__name__)
        self._give_up(session, self._table.id == row_id, UNREADABLE, now)
        return None

    def renew(self, session: Session, hold: Hold, *, until: datetime) -> bool:
        """Prolong a lease; False when it is lost: the row is no longer the caller's."""
        return self._change(session, self._is_held(hold), leased_until=until)

    def end(self, session: Session, hold: Hold, **values: object) -> bool:
        """Let a row go with what has become of it; False when the lease is lost."""
        return self._change(
            session, self._is_held(hold), leased_by=None, leased_until=None, **values
        )

    def give_back(
        self, session: Session, hold: Hold, *, due_at: datetime, **values: object
    ) -> bool:
        """Let others take a row from `due_at` on; False when the lease is lost."""
        return self.end(session, hold, state=self._table.WAITING, due_at=due_at, **values)

    def give_up(self, session: Session, hold: Hold, reason: str, *, now: datetime) -> bool:
        """Let a row go for good, and say why; False when the lease is lost."""
        return self._give_up(session, self._is_held(hold), reason, now)

    def _give_up(
        self, session: Session, condition: ColumnElement[bool], reason: str, now: datetime
    ) -> bool:
        return self._change(
            session,
            condition,
            state=self._table.GIVEN_UP,
            leased_by=None,
            leased_until=None,
            **self._failure(reason, now),
        )

    def _is_held(self, hold: Hold) -> ColumnElement[bool]:
        return and_(
            self._table.id == hold.id,
            self._table.attempt == hold.attempt,
            self._table.state == self._table.HELD,
        )

    def _change(self, session: Session, condition: ColumnElement[bool], **values: object) -> bool:
        statement = (
            update(self._table)
            .where(condition)
            .values(**values)
            .execution_options(synchronize_session="fetch")
        )
        return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1
