"""Why a database refused a statement, in words that are the same for every database."""

import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InvalidRequestError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from seminar_service.accounts.model import Role
from seminar_service.storage.engine import make_engine
from seminar_service.storage.refusals import Refusal, code_of, refusal
from seminar_service.tours.model import Tour


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def said(engine: Engine, statement: object, **values: object) -> Refusal:
    """What a database says to a statement."""
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.execute(statement, values)  # type: ignore[call-overload]  # any kind of statement
    return refusal(caught.value)


def of_sqlite(name: str) -> DBAPIError:
    cause = sqlite3.OperationalError(name)
    cause.sqlite_errorname = name
    return OperationalError("", None, cause)


def of_postgresql(code: str) -> DBAPIError:
    cause = type("Refused", (psycopg.Error,), {"sqlstate": code})()
    return DBAPIError("", None, cause)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 10**4_000])
def test_a_number_that_is_too_large_is_a_matter_of_the_value(engine: Engine, value: int) -> None:
    assert said(engine, select(Tour.id).where(Tour.id == value)) is Refusal.VALUE


def test_half_a_letter_is_a_matter_of_the_value(engine: Engine) -> None:
    assert said(engine, select(Role.id).where(Role.name == "\ud800")) is Refusal.VALUE


def test_a_second_row_with_the_same_name_is_a_conflict(engine: Engine) -> None:
    add = text("INSERT INTO role (name, description) VALUES ('same', '')")
    with engine.begin() as connection:
        connection.execute(add)

    assert said(engine, add) is Refusal.CONFLICT


def test_a_statement_that_makes_no_sense_is_a_mistake_of_ours(engine: Engine) -> None:
    assert said(engine, text("SELECT nothing FROM nowhere")) is Refusal.MISTAKE


def test_a_database_that_may_only_be_read_says_so(engine: Engine) -> None:
    forbid = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}
    with engine.connect() as connection:
        connection.execute(text(forbid[engine.dialect.name]))
        with pytest.raises(DBAPIError) as caught:
            connection.execute(text("DELETE FROM role"))
        connection.invalidate()  # its setting would stay with it

    assert refusal(caught.value) is Refusal.READ_ONLY


def test_a_row_that_somebody_holds_for_too_long_makes_the_database_busy(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as holder, engine.connect() as other:
        holder.execute(text("DELETE FROM role"))
        other.execute(text("PRAGMA busy_timeout = 1"))
        with pytest.raises(OperationalError) as caught:
            other.execute(text("DELETE FROM role"))
    engine.dispose()

    assert refusal(caught.value) is Refusal.AWAY
    assert code_of(caught.value) == "SQLITE_BUSY"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (of_sqlite("SQLITE_FULL"), Refusal.FULL),
        (of_sqlite("SQLITE_IOERR_WRITE"), Refusal.FULL),
        (of_sqlite("SQLITE_READONLY_DBMOVED"), Refusal.READ_ONLY),
        (of_sqlite("SQLITE_CANTOPEN"), Refusal.AWAY),
        (of_sqlite("SQLITE_LOCKED_SHAREDCACHE"), Refusal.AWAY),
        (of_sqlite("SQLITE_ERROR"), Refusal.MISTAKE),
        (of_postgresql("53100"), Refusal.FULL),
        (of_postgresql("58030"), Refusal.FULL),
        (of_postgresql("25006"), Refusal.READ_ONLY),
        (of_postgresql("08006"), Refusal.AWAY),
        (of_postgresql("40P01"), Refusal.AWAY),
        (of_postgresql("53300"), Refusal.AWAY),
        (of_postgresql("55P03"), Refusal.AWAY),
        (of_postgresql("57P03"), Refusal.AWAY),
        (of_postgresql("42P01"), Refusal.MISTAKE),
    ],
    ids=lambda value: code_of(value) if isinstance(value, SQLAlchemyError) else value.name,
)
def test_a_code_says_what_is_the_matter(error: DBAPIError, kind: Refusal) -> None:
    assert refusal(error) is kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NoConnectionFree(), Refusal.AWAY),
        (OperationalError("", None, sqlite3.OperationalError("no route")), Refusal.AWAY),
        (InterfaceError("", None, sqlite3.InterfaceError("closed")), Refusal.AWAY),
        (DBAPIError("", None, sqlite3.Error(), connection_invalidated=True), Refusal.AWAY),
        (DBAPIError("", None, sqlite3.Error()), Refusal.MISTAKE),
        (InvalidRequestError("two rows"), Refusal.MISTAKE),
    ],
)
def test_without_a_code_a_server_that_cannot_be_reached_is_away(
    error: SQLAlchemyError, kind: Refusal
) -> None:
    assert code_of(error) == ""
    assert refusal(error) is kind
