"""`init`: from nothing to an installation."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from seminar_service.accounts.model import RoleName
from seminar_service.cli import setting_up
from seminar_service.cli.setting_up import warm_planner
from seminar_service.config import load_settings
from seminar_service.samples.groundwork import TOPICS
from tests.cli.conftest import Run
from tests.cli.desks import put_case


def column(instance: Path, statement: str) -> list[str]:
    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        return [row[0] for row in database.execute(statement)]


def test_the_first_time_makes_folder_key_database_roles_and_topics(
    run: Run, instance: Path
) -> None:
    result = run("init")

    assert result.exit_code == 0, result.output
    assert instance.stat().st_mode & 0o777 == 0o700
    assert (instance / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(load_settings().secret_key) >= 64
    assert sorted(column(instance, "SELECT name FROM role")) == sorted(RoleName)
    assert len(column(instance, "SELECT code FROM topic")) == len(TOPICS)


def test_it_lets_the_planner_compile_what_proofs_need(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[None] = []
    monkeypatch.setattr(setting_up, "warm_planner", lambda: warmed.append(None))

    assert run("init").exit_code == 0
    assert len(warmed) == 1


def test_the_planner_is_warmed_by_its_own_command(capfd: pytest.CaptureFixture[str]) -> None:
    warm_planner()

    said = capfd.readouterr()
    assert said.err == ""
    assert all("ompil" in line for line in said.out.splitlines())


def test_another_time_changes_nothing(run: Run, instance: Path) -> None:
    run("init")
    key = (instance / "secret_key").read_text()
    with closing(sqlite3.connect(instance / "seminar.db")) as database, database:
        database.execute("UPDATE topic SET name_ja = '改名' WHERE code = 'overseas'")

    assert run("init").exit_code == 0

    assert (instance / "secret_key").read_text() == key
    assert "改名" in column(instance, "SELECT name_ja FROM topic")
    assert len(column(instance, "SELECT code FROM topic")) == len(TOPICS)


def test_a_key_from_the_environment_is_not_written_down(
    run: Run, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_SECRET_KEY", "k" * 40)

    assert run("init").exit_code == 0

    assert not (instance / "secret_key").exists()


@pytest.mark.parametrize("corrected", [True, False])
def test_a_python_with_faults_in_the_headers_of_mails_is_said_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, corrected: bool
) -> None:
    monkeypatch.setattr("seminar_service.python_release.FIXED", {(9, 9): 9})
    monkeypatch.setattr("seminar_service.python_release.refuses_broken_headers", lambda: corrected)

    result = run("init")

    assert result.exit_code == 0
    assert result.output.count("python_release_has_faults_in_mail_headers") == (not corrected)


def test_a_new_instance_has_no_account(run: Run, instance: Path) -> None:
    assert run("init").exit_code == 0

    assert column(instance, 'SELECT email FROM "user"') == []


def test_the_desk_gets_a_key_of_its_own_once(run: Run, instance: Path) -> None:
    run("init")
    file = instance / "desk_keys"
    key = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_settings().desk_keys == (key.strip(),)
    assert key.strip() != load_settings().secret_key
    assert run("init").exit_code == 0
    assert file.read_text() == key


def test_a_desk_in_use_that_has_lost_its_key_gets_no_other_one(run: Run, instance: Path) -> None:
    run("init")
    (instance / "desk_keys").unlink()
    with closing(sqlite3.connect(instance / "seminar.db")) as database, database:
        put_case(database)
    assert run("init").exit_code == 0
    assert not (instance / "desk_keys").exists()
