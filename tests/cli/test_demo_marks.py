"""`demo` keeps its well-known passwords out of what is no demo."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from seminar_service.cli.context import OperatorError
from seminar_service.cli.demo_marks import kind_of_installation, mark_as_demo
from seminar_service.config import load_settings
from seminar_service.samples.demo_marks import Installation
from seminar_service.server import Serving
from tests.cli.conftest import Run
from tests.cli.demos import add, everything, make_demo

FIRST = ("planner", "clerk", "viewer")
pytestmark = pytest.mark.usefixtures("without_tours")


def test_looking_at_an_installation_that_is_not_there_makes_nothing(instance: Path) -> None:
    found = load_settings({"SEMINAR_SECRET_KEY": "k" * 32}, instance)

    assert kind_of_installation(found) is Installation.EMPTY
    assert not instance.exists()


def test_what_is_marked_is_a_demo_from_then_on(ready: Run) -> None:
    add(ready, "someone@example.com")
    assert kind_of_installation(load_settings()) is Installation.REAL

    mark_as_demo(load_settings())

    assert kind_of_installation(load_settings()) is Installation.DEMO


def test_an_installation_that_was_only_set_up_becomes_a_demo(ready: Run) -> None:
    assert make_demo(ready).exit_code == 0


def test_an_installation_in_use_is_refused_and_stays_as_it_is(ready: Run, instance: Path) -> None:
    add(ready, "someone@example.com")
    before = everything(instance)

    refused = make_demo(ready)

    assert isinstance(refused.exception, OperatorError)
    assert "no demo" in str(refused.exception)
    assert "\n" not in str(refused.exception)
    assert everything(instance) == before


def test_an_installation_of_the_first_release_is_neither_taken_nor_upgraded(
    ready: Run, instance: Path
) -> None:
    add(ready, "someone@example.com")
    assert ready("db", "downgrade", "0001").exit_code == 0
    before = everything(instance)

    assert isinstance(make_demo(ready).exception, OperatorError)

    assert everything(instance) == before


def test_a_demo_of_the_first_release_is_known_by_its_accounts(ready: Run) -> None:
    for role in FIRST:
        add(ready, f"{role}@example.jp", role)
    ready("db", "downgrade", "0001")

    assert make_demo(ready).exit_code == 0


def test_a_demo_stays_one_whoever_gets_an_account_in_it(in_demo: Run) -> None:
    add(in_demo, "someone@example.com")

    assert make_demo(in_demo).exit_code == 0


def test_tours_without_accounts_are_somebodys_work_too(ready: Run, instance: Path) -> None:
    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        database.execute(
            "INSERT INTO adviser (name, name_kana, name_en, email, home, profile_ja, profile_en,"
            " calendar_changed_at)"
            " VALUES ('a', '', '', 'a@example.com', '13', '', '', '2026-01-01')"
        )
        database.commit()

    assert isinstance(make_demo(ready).exception, OperatorError)


def test_a_demo_in_a_shared_database_is_refused_all_the_same(
    ready: Run, instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ready, "someone@example.com")
    monkeypatch.setenv("SEMINAR_DATABASE_URL", f"sqlite:///{instance / 'seminar.db'}")
    fresh = tmp_path / "another"
    monkeypatch.setenv("SEMINAR_INSTANCE", str(fresh))

    assert isinstance(make_demo(ready).exception, OperatorError)

    assert not fresh.exists()


@pytest.mark.postgresql
def test_a_database_on_a_server_is_looked_at_too(
    run: Run, instance: Path, emptied_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_DATABASE_URL", emptied_postgresql)
    engine = create_engine(emptied_postgresql)
    with engine.begin() as connection:
        connection.execute(
            text(
                'INSERT INTO "user" (email, name, active, fs_uniquifier, created_at)'
                " VALUES ('someone@example.com', '', true, 'x', now())"
            )
        )
    engine.dispose()

    assert isinstance(make_demo(run).exception, OperatorError)

    assert not instance.exists()


@pytest.mark.parametrize(
    ("command", "warned"),
    [
        ("serve --host 0.0.0.0", True),
        ("serve --host 192.0.2.7", True),
        ("demo --host 0.0.0.0", True),
        ("serve", False),
        ("serve --host ::1", False),
        ("serve --host localhost", False),
        ("demo", False),
    ],
)
def test_a_demo_that_others_can_reach_is_warned_of(
    in_demo: Run, served: list[Serving], command: str, warned: bool
) -> None:
    result = in_demo(*command.split())

    assert result.exit_code == 0, result.output
    assert len(served) == 1
    assert ("everybody knows its passwords" in result.stderr) is warned


def test_a_demo_behind_a_proxy_is_warned_of(
    in_demo: Run, served: list[Serving], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_BASE_URL", "https://seminar.example.jp")

    result = in_demo("serve")

    assert len(served) == 1
    assert "everybody knows its passwords" in result.stderr


def test_nobody_is_warned_of_what_is_no_demo(ready: Run, served: list[Serving]) -> None:
    add(ready, "someone@example.com")

    result = ready("serve", "--host", "0.0.0.0")  # noqa: S104 (a demo would be warned of)

    assert len(served) == 1
    assert "Warning" not in result.stderr
