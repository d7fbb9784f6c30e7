"""Connections as the web application has them, for what runs outside it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DataError, IntegrityError

from seminar_service.accounts.model import Role
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.storage.transaction import transaction

SECRET = "what nobody may read"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_sqlite_keeps_what_is_committed_and_minds_foreign_keys(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000}

    for _ in range(2):
        with engine.connect() as connection:
            found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
        assert found == wanted
        engine.dispose()


def test_errors_name_the_rule_and_not_peoples_data(engine: Engine) -> None:
    with make_session_factory(engine)() as session:
        session.add_all([Role(name="same"), Role(name="same", description=SECRET)])
        with pytest.raises(IntegrityError) as refused:
            session.commit()

    assert "name" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_a_value_that_no_driver_can_send_is_told_like_one_that_the_database_refuses(
    engine: Engine,
) -> None:
    with make_session_factory(engine)() as session, pytest.raises(DataError):
        session.scalar(select(Role.id).where(Role.name == "\ud800"))


def test_sessions_of_one_factory_share_the_database_and_nothing_else(engine: Engine) -> None:
    make = make_session_factory(engine)
    with make() as first, make() as second:
        with transaction(first):
            first.add(Role(name="clerk"))
        found = second.scalars(select(Role)).one()
        assert found.name == "clerk"
        assert found not in first
