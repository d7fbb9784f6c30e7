"""Transactions of those who read first and write later."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from seminar_service.models.accounts import Role
from seminar_service.models.engine import make_engine, make_session_factory
from seminar_service.models.jobs import Job
from seminar_service.models.transaction import joint_transaction, transaction

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def add_role(session: Session, name: str) -> None:
    with transaction(session):
        session.add(Role(name=name))


def names(session: Session) -> set[str]:
    return set(session.scalars(select(Role.name)))


def test_somebody_who_has_read_may_write_although_another_wrote_meanwhile(engine: Engine) -> None:
    make = make_session_factory(engine)
    with make() as first, make() as second:
        assert names(first) == set()
        add_role(second, "meanwhile")
        first.add(Role(name="later"))
        first.commit()
        assert names(first) == {"meanwhile", "later"}


def test_what_was_changed_before_is_committed_along(engine: Engine) -> None:
    make = make_session_factory(engine)
    with make() as first, make() as second:
        add_role(first, "before")
        role = first.scalars(select(Role)).one()
        role.description = "changed by a library"
        add_role(second, "meanwhile")
        with joint_transaction(first):
            first.execute(text("DELETE FROM role WHERE name = 'meanwhile'"))
        second.rollback()
        assert names(second) == {"before"}
        assert second.scalars(select(Role.description)).all() == ["changed by a library"]


def test_an_error_takes_what_was_changed_before_back_too(engine: Engine) -> None:
    def fail(session: Session) -> None:
        with joint_transaction(session):
            raise InterruptedError

    with make_session_factory(engine)() as session:
        session.add(Role(name="lost"))
        with pytest.raises(InterruptedError):
            fail(session)
        assert names(session) == set()


def test_what_was_written_by_a_statement_is_not_lost_by_the_next_flush(engine: Engine) -> None:
    with make_session_factory(engine)() as session:
        assert names(session) == set()
        session.execute(text("INSERT INTO role (name, description) VALUES ('stated', '')"))
        session.add(Role(name="flushed"))
        session.commit()
        assert names(session) == {"stated", "flushed"}


def test_many_readers_who_write_at_once_all_succeed(engine: Engine) -> None:
    make = make_session_factory(engine)

    def read_then_write(number: int) -> None:
        with make() as session:
            session.scalars(select(Job)).all()
            session.add(Role(name=f"role {number}"))
            session.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(read_then_write, range(40)))
    with make() as session:
        assert len(names(session)) == 40
