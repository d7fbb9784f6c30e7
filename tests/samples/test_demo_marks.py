"""Whether an installation is a demo."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.history.model import HistoryLine
from seminar_service.samples.demo_marks import (
    FIRST_ACCOUNTS,
    Installation,
    installation,
    is_marked_as_demo,
    mark_demo,
)
from tests.factories import NOW, make_tour, make_user


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_a_database_without_tables_is_empty(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'none.db'}")
    with engine.connect() as connection:
        assert installation(connection) is Installation.EMPTY
        assert not is_marked_as_demo(connection)
    engine.dispose()


def test_a_demo_is_one_by_its_mark_which_is_made_once(session: Session) -> None:
    assert installation(session.connection()) is Installation.EMPTY
    session.rollback()

    for _ in range(2):
        mark_demo(session, actor=SYSTEM, now=NOW)
    make_tour(session)

    assert installation(session.connection()) is Installation.DEMO
    assert session.scalar(select(func.count()).select_from(HistoryLine)) == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [([], Installation.DEMO), (["chief@city.example.jp"], Installation.REAL)],
)
def test_the_first_releases_demo_is_known_by_its_accounts_alone(
    session: Session, more: list[str], expected: Installation
) -> None:
    for email in (*FIRST_ACCOUNTS, *more):
        make_user(session, email=email)

    assert installation(session.connection()) is expected


def test_where_somebody_works_it_is_no_demo_though_a_table_is_missing(session: Session) -> None:
    make_tour(session)
    session.execute(text("DROP TABLE bid_note"))

    assert installation(session.connection()) is Installation.REAL
