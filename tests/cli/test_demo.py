"""`demo` keeps its well-known passwords out of what is no demo."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text

from seminar_service import samples
from seminar_service.cli import demo, running
from seminar_service.cli.context import OperatorError
from tests.cli.conftest import Run

PASSWORD = "correct horse battery staple\n"
FIRST = ("planner", "clerk", "viewer")


@pytest.fixture(autouse=True)
def without_tours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning the sample tours takes long and has tests of its own."""
    monkeypatch.setattr(samples, "prepare", lambda *_, **__: None)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would be served, instead of serving."""
    how: list[object] = []
    for module in (demo, running):
        monkeypatch.setattr(module, "serve_forever", lambda _found, serving: how.append(serving))
    return how


def add(run: Run, email: str, role: str = "viewer") -> None:
    result = run("user", "add", email, "--role", role, "--password-stdin", typed=PASSWORD)
    assert result.exit_code == 0, result.output


def make_demo(run: Run) -> Result:
    return run("demo", "--prepare-only")


def everything(instance: Path) -> list[str]:
    """All that a database holds."""
    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        return list(database.iterdump())


def accounts(run: Run) -> set[str]:
    return {line.split()[0] for line in run("user", "list").output.splitlines()}


def test_a_demo_is_made_where_there_is_nothing_and_made_again(run: Run) -> None:
    assert make_demo(run).exit_code == 0
    assert make_demo(run).exit_code == 0

    assert "planner@example.jp" in accounts(run)


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


def test_a_demo_stays_one_whoever_gets_an_account_in_it(run: Run) -> None:
    make_demo(run)
    add(run, "someone@example.com")

    assert make_demo(run).exit_code == 0


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
    run: Run, served: list[object], command: str, warned: bool
) -> None:
    make_demo(run)

    result = run(*command.split())

    assert result.exit_code == 0, result.output
    assert len(served) == 1
    assert ("everybody knows its passwords" in result.stderr) is warned


def test_a_demo_behind_a_proxy_is_warned_of(
    run: Run, served: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_demo(run)
    monkeypatch.setenv("SEMINAR_BASE_URL", "https://seminar.example.jp")

    result = run("serve")

    assert len(served) == 1
    assert "everybody knows its passwords" in result.stderr


def test_nobody_is_warned_of_what_is_no_demo(ready: Run, served: list[object]) -> None:
    add(ready, "someone@example.com")

    result = ready("serve", "--host", "0.0.0.0")  # noqa: S104 (a demo would be warned of)

    assert len(served) == 1
    assert "Warning" not in result.stderr
