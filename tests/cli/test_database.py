"""`backup` and `db`."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from seminar_service.cli.context import OperatorError
from seminar_service.cli.database import require_newest_form
from seminar_service.config import load_settings
from tests.cli.conftest import Run
from tests.test_private_files import rights


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {row[0] for row in database.execute("SELECT name FROM sqlite_master")}


def test_a_backup_has_what_was_written_last_while_others_write(
    ready: Run, instance: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(instance / "seminar.db")) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("UPDATE topic SET name_ja = '最後の変更' WHERE code = 'overseas'")
        writer.commit()
        writer.execute("UPDATE topic SET name_ja = '途中' WHERE code = 'ip-strategy'")

        assert ready("backup", str(tmp_path / "copy.db")).exit_code == 0

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        names = {row[0] for row in copy.execute("SELECT name_ja FROM topic")}
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "最後の変更" in names
    assert "途中" not in names
    assert {file.name for file in tmp_path.iterdir()} == {"copy.db", "instance"}


def test_a_backup_overwrites_nothing(ready: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")

    assert isinstance(ready("backup", str(tmp_path / "copy.db")).exception, OperatorError)
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_backup_follows_a_link_to_another_place(ready: Run, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "copy.db").symlink_to(tmp_path / "far" / "kept.db")

    assert ready("backup", str(tmp_path / "copy.db")).exit_code == 0

    assert (tmp_path / "copy.db").is_symlink()
    assert "seminar" in tables(tmp_path / "far" / "kept.db")


def test_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(
    ready: Run, instance: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "no-such-folder" / "copy.db"
    assert str(missing) in str(ready("backup", str(missing)).exception)

    for file in instance.glob("seminar.db*"):
        file.unlink()
    (instance / "seminar.db").write_bytes(b"no database, but long enough to be read as one" * 99)
    result = ready("backup", str(tmp_path / "copy.db"))

    assert isinstance(result.exception, OperatorError)
    assert {file.name for file in tmp_path.iterdir()} == {"instance"}


def test_a_backup_is_readable_by_its_owner_alone(ready: Run, tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        assert ready("backup", str(tmp_path / "copy.db")).exit_code == 0
    finally:
        os.umask(before)

    assert rights(tmp_path / "copy.db") == 0o600


def test_a_backup_of_nothing_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_SECRET_KEY", "k" * 40)

    assert isinstance(run("backup", str(tmp_path / "copy.db")).exception, OperatorError)


def test_postgresql_has_its_own_backup(
    ready: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_DATABASE_URL", "postgresql://db/seminar")

    result = ready("backup", str(tmp_path / "copy.db"))

    assert "pg_dump" in str(result.exception)


def test_the_database_goes_back_to_nothing_and_up_again(ready: Run, instance: Path) -> None:
    assert ready("db", "downgrade", "base").exit_code == 0
    assert "seminar" not in tables(instance / "seminar.db")

    assert ready("db", "upgrade").exit_code == 0
    assert "seminar" in tables(instance / "seminar.db")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_tables_of_another_release_are_named_instead_of_served(
    ready: Run, instance: Path, command: str
) -> None:
    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()

    refused = ready(command)

    assert isinstance(refused.exception, OperatorError)
    assert "seminar-service init" in str(refused.exception)


@pytest.mark.usefixtures("ready")
def test_tables_of_this_release_are_served(instance: Path) -> None:
    try:
        require_newest_form(load_settings({}, instance))
    except OperatorError as refusal:
        pytest.fail(str(refusal))
