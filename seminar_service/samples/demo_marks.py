"""Whether an installation is a demo, whatever release its tables come from."""

from datetime import datetime
from enum import Enum, auto
from typing import Final

from sqlalchemy import Connection, inspect, literal, select, table, text
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction

# What the demo of the first release made; it left no mark. Their domain is nobody's.
FIRST_ACCOUNTS: Final = frozenset({"planner@example.jp", "clerk@example.jp", "viewer@example.jp"})
# Where any of these has a row, somebody works with the installation.
IN_USE: Final = ("user", "tour", "adviser", "bid")


class Installation(Enum):
    """What an installation is used for."""

    EMPTY = auto()
    DEMO = auto()
    REAL = auto()


def is_marked_as_demo(connection: Connection) -> bool:
    """Whether the history says that the installation is a demo."""
    return "history" in set(inspect(connection).get_table_names()) and _is_marked(connection)


def installation(connection: Connection) -> Installation:
    """What a database is used for; it may have no tables yet, or those of an earlier release."""
    tables = set(inspect(connection).get_table_names())
    if is_marked_as_demo(connection):
        return Installation.DEMO
    used = {name for name in IN_USE if name in tables and _has_rows(connection, name)}
    if not used:
        return Installation.EMPTY
    if "user" in used and _accounts(connection) == FIRST_ACCOUNTS:
        return Installation.DEMO
    return Installation.REAL


def _is_marked(connection: Connection) -> bool:
    marks = text("SELECT 1 FROM history WHERE kind = :kind LIMIT 1")
    return connection.execute(marks, {"kind": HistoryKind.DEMO_MADE.value}).first() is not None


def _has_rows(connection: Connection, name: str) -> bool:
    found = connection.execute(select(literal(1)).select_from(table(name)).limit(1))
    return found.first() is not None


def _accounts(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(text('SELECT email FROM "user"')))


def mark_demo(session: Session, *, actor: Actor, now: datetime) -> None:
    """Write into the history that this installation is a demo, unless that stands there."""
    with transaction(session):
        if not is_marked_as_demo(session.connection()):
            history.record(
                session, HistoryKind.DEMO_MADE, Subject(SubjectKind.INSTALLATION), actor, now
            )
