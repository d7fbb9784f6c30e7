"""One use case, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_SECONDS = 30


class TransactionInProgressError(RuntimeError):
    """A use case was called while unsaved changes of another one were pending."""


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Run the block as one writing transaction: committed at its end, rolled back on any error.

    Whatever the session has read before is forgotten first, so that the block decides on
    what the database says now. On SQLite the transaction takes the write lock at its
    beginning: one that reads first and writes later would fail as soon as somebody else
    writes in between, however long it is willing to wait.

    Raises:
        TransactionInProgressError: the session holds changes that nobody committed.
    """
    if session.new or session.dirty or session.deleted:
        raise TransactionInProgressError("the session has pending changes")
    session.rollback()
    session.connection(execution_options={"begin_writing": True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def prepare_sqlite(engine: Engine) -> None:
    """Make an SQLite engine safe for several processes; does nothing on other databases."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _configure_connection)
    event.listen(engine, "begin", _begin)


def _configure_connection(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Set what SQLite forgets between connections."""
    connection.isolation_level = None  # the driver's own BEGIN comes too late; see _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # NORMAL may lose acknowledged commits
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("begin_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
