"""What is stored is readable by its owner alone."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from seminar_service.config import ConfigurationError, load_settings
from seminar_service.outbox.transport import FolderTransport
from seminar_service.private_files import close_to_others
from tests.cli.conftest import Run

SECRET = {"SEMINAR_SECRET_KEY": "k" * 32}
ANOTHER_ACCOUNT = 54321


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_all(folder: Path) -> list[Path]:
    """An instance folder as `mkdir` and programs with the usual umask leave it."""
    (folder / "mail").mkdir(parents=True)
    names = ("secret_key", "settings.toml", "seminar.db", "seminar.db-wal", "seminar.db-shm")
    files = [folder / name for name in (*names, "queue.db", "queue.db-wal", "queue.db-shm")]
    for file in files:
        file.touch()
        file.chmod(0o664)
    (folder / "secret_key").write_text("k" * 40)
    for made in (folder, folder / "mail"):
        made.chmod(0o755)
    return [folder, folder / "mail", *files]


def test_what_existed_with_wider_rights_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    made = open_to_all(folder)

    close_to_others(load_settings({}, folder), os.geteuid())

    assert {path.name: oct(rights(path)) for path in made if rights(path) & 0o077} == {}
    assert rights(folder) == 0o700
    assert rights(folder / "seminar.db") == 0o600


def test_a_database_that_lies_elsewhere_is_closed_but_not_the_folder_around_it(
    tmp_path: Path,
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    for name in ("tour.db", "tour.db-wal"):
        (shared / name).touch()
        (shared / name).chmod(0o644)
    environ = SECRET | {"SEMINAR_DATABASE_URL": f"sqlite:///{shared / 'tour.db'}"}

    close_to_others(load_settings(environ, tmp_path / "instance"), os.geteuid())

    assert rights(shared / "tour.db") == rights(shared / "tour.db-wal") == 0o600
    assert rights(shared) == 0o755


def test_what_belongs_to_another_account_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    open_to_all(folder)

    with pytest.raises(ConfigurationError, match=r"instance can be used by others.* account"):
        close_to_others(load_settings({}, folder), ANOTHER_ACCOUNT)

    assert rights(folder) == 0o755


def test_what_is_closed_already_is_left_alone_whoever_it_belongs_to(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)

    close_to_others(load_settings(SECRET, folder), ANOTHER_ACCOUNT)

    assert rights(folder) == 0o700


def test_nothing_has_to_be_there(tmp_path: Path) -> None:
    environ = SECRET | {
        "SEMINAR_DATABASE_URL": "postgresql://db/seminar",
        "SEMINAR_QUEUE_URL": "redis://queue",
    }

    close_to_others(load_settings(environ, tmp_path / "none"), os.geteuid())

    assert not (tmp_path / "none").exists()


def test_init_closes_a_folder_that_was_there_before(run: Run, instance: Path) -> None:
    instance.mkdir(mode=0o755)

    assert run("init").exit_code == 0

    with closing(sqlite3.connect(instance / "seminar.db")) as database:
        database.execute("UPDATE topic SET code = code")  # makes the files beside it
        database.commit()
        found = {path.name: oct(rights(path)) for path in instance.iterdir()}
    assert rights(instance) == 0o700
    assert {"seminar.db", "secret_key"} <= found.keys()
    assert {name: mode for name, mode in found.items() if int(mode, 8) & 0o077} == {}


def test_every_command_closes_what_was_opened_since(ready: Run, instance: Path) -> None:
    instance.chmod(0o777)
    (instance / "seminar.db").chmod(0o666)

    assert ready("user", "list").exit_code == 0

    assert rights(instance) == 0o700
    assert rights(instance / "seminar.db") == 0o600


def test_a_backup_is_readable_by_its_owner_alone(ready: Run, tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        assert ready("backup", str(tmp_path / "copy.db")).exit_code == 0
    finally:
        os.umask(before)

    assert rights(tmp_path / "copy.db") == 0o600


def test_mails_that_land_in_a_folder_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        with FolderTransport(tmp_path / "mail").connect():
            assert rights(tmp_path / "mail") == 0o700
    finally:
        os.umask(before)
