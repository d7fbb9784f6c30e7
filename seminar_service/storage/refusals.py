"""Why a database refused a statement, in words that are the same for every database."""

from enum import Enum, auto
from typing import Final

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

_SQLITE: Final = {
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CANTOPEN": "away",
    "SQLITE_BUSY": "away",
    "SQLITE_LOCKED": "away",
}
_POSTGRESQL: Final = {
    "53100": "full",  # disk_full
    "25006": "read_only",  # read_only_sql_transaction
    "58030": "full",  # io_error
}
_AWAY_CLASSES: Final = ("08", "40", "53", "55", "57")
"""Classes of SQLSTATE: connection, rollback (deadlock), resources, lock not free, operator."""


class Refusal(Enum):
    """What kind of no a database said."""

    VALUE = auto()
    """It cannot keep or compare what it was given: too large, too long, not of the type."""
    CONFLICT = auto()
    """Another row, or a rule of the table, stands against it."""
    FULL = auto()
    """There is no room left, or the disk fails."""
    READ_ONLY = auto()
    """It may be read and not written."""
    AWAY = auto()
    """It does not answer, is starting, ending or too busy."""
    MISTAKE = auto()
    """Anything else: the service asked something that makes no sense."""


def refusal(error: SQLAlchemyError) -> Refusal:
    """What kind of no an error stands for."""
    if isinstance(error, DataError):
        return Refusal.VALUE
    if isinstance(error, IntegrityError):
        return Refusal.CONFLICT
    if isinstance(error, NoConnectionFree):
        return Refusal.AWAY
    if not isinstance(error, DBAPIError):
        return Refusal.MISTAKE
    return _by_code(error)


def code_of(error: SQLAlchemyError) -> str:
    """The database's own code of an error, such as 53100 or SQLITE_FULL; empty if it has none."""
    cause = getattr(error, "orig", None)
    return str(getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "") or "")


def tell_alike(engine: Engine) -> None:
    """Let values that a driver cannot even send be told like those that the database refuses.

    SQLite's driver raises `OverflowError` for a number of more than 64 bits, and both drivers
    raise `UnicodeEncodeError` for half a character.
    """
    event.listen(engine, "handle_error", _as_data_error)


def _as_data_error(context: ExceptionContext) -> DataError | None:
    cause = context.original_exception
    if isinstance(cause, OverflowError | UnicodeError):
        return DataError(context.statement, None, cause, hide_parameters=True)
    return None


def _by_code(error: DBAPIError) -> Refusal:
    code = code_of(error)
    name = _POSTGRESQL.get(code) or next(
        (kind for beginning, kind in _SQLITE.items() if code.startswith(beginning)), ""
    )
    if name:
        return Refusal[name.upper()]
    if error.connection_invalidated or code.startswith(_AWAY_CLASSES):
        return Refusal.AWAY
    # Without a code the driver could not reach the server.
    away = not code and isinstance(error, OperationalError | InterfaceError)
    return Refusal.AWAY if away else Refusal.MISTAKE
