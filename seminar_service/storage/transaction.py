"""One use case, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_SECONDS = 30

_OPEN = "transaction_is_open"
_HOLDS_LOCK = "holds_write_lock"
_CHANGES = "changes_at_begin"


class TransactionInProgressError(RuntimeError):
    """A programmer's error: a use case was called within another one, or amid unsaved changes.

    What is to happen together with the caller's changes is a part of the caller's transaction:
    a function that opens none, and says so.
    """


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Run the block as one writing transaction: committed at its end, rolled back on any error.

    Whatever the session has read before is forgotten first, so that the block decides on
    what the database says now. On SQLite the transaction takes the write lock at its
    beginning: one that reads first and writes later would fail as soon as somebody else
    writes in between, however long it is willing to wait.

    Raises:
        TransactionInProgressError: a transaction of the session is open, or it holds changes
            that nobody committed. What was changed so far stays as it is.
    """
    _begin_writing(session)
    with _open(session):
        yield session


@contextmanager
def rehearsal(session: Session) -> Iterator[Session]:
    """Run the block as `transaction` does and keep nothing of it: to see what would come of it.

    What the session has read or made within the block holds no more behind it: take values along.

    Raises:
        TransactionInProgressError: As `transaction`.
    """
    _begin_writing(session)
    session.info[_OPEN] = True
    try:
        yield session
    finally:
        session.rollback()
        del session.info[_OPEN]


@contextmanager
def joint_transaction(session: Session) -> Iterator[Session]:
    """Run the block and commit it together with what the caller has changed before.

    For what hangs on a library that changes rows and leaves it to others to commit. Everything
    is rolled back on any error, the caller's changes too.

    Raises:
        TransactionInProgressError: a transaction of the session is open.
    """
    _refuse_within_another(session)
    with _open(session):
        _take_write_lock(session)
        yield session


def _refuse_within_another(session: Session) -> None:
    """What is flushed already looks like nothing to do; rolling it back would lose it silently."""
    if session.info.get(_OPEN, False):
        raise TransactionInProgressError("a transaction of this session is open")


def _begin_writing(session: Session) -> None:
    """Forget what was read, and take the write lock where the database has one."""
    _refuse_within_another(session)
    if session.new or session.dirty or session.deleted:
        raise TransactionInProgressError("the session has pending changes")
    session.rollback()
    session.connection(execution_options={"begin_writing": True})


@contextmanager
def _open(session: Session) -> Iterator[None]:
    session.info[_OPEN] = True
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info[_OPEN]


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
    connection.info[_HOLDS_LOCK] = writing
    connection.info[_CHANGES] = _changes(connection)


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        _take_write_lock(session)


def _take_write_lock(session: Session) -> None:
    """Begin anew, with the write lock, where a transaction has only read so far.

    Libraries read first and write later, which fails on SQLite as soon as somebody else writes
    in between. What they have read may then be older than what they write over, as on other
    databases, too.
    """
    if session.in_nested_transaction():
        return
    connection = session.connection()
    if connection.info.get(_HOLDS_LOCK, True) or _changes(connection) != connection.info[_CHANGES]:
        return
    connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.info[_HOLDS_LOCK] = True


def _changes(connection: Connection) -> int:
    """How many rows an SQLite connection has changed since it was opened."""
    driver = connection.connection.dbapi_connection
    return int(getattr(driver, "total_changes", 0))
