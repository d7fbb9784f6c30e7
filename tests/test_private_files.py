"""What is stored is readable by its owner alone; see `cli` for the commands that see to it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from seminar_service.config import ConfigurationError, load_settings
from seminar_service.private_files import (
    close_to_others,
    create_private,
    make_private_from_now_on,
)

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


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_private_file_is_its_owners_whatever_is_usual(tmp_path: Path, umask: int) -> None:
    os.umask(umask)

    create_private(tmp_path / "copy.db")

    assert rights(tmp_path / "copy.db") == 0o600


def test_a_private_file_takes_the_place_of_no_other(tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(FileExistsError):
        create_private(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text() == "precious"


def test_whatever_this_process_and_its_children_make_is_private_from_now_on(
    tmp_path: Path,
) -> None:
    make_private_from_now_on()

    (tmp_path / "own").touch()
    make = "import pathlib, sys; pathlib.Path(sys.argv[1]).mkdir()"
    subprocess.run([sys.executable, "-c", make, str(tmp_path / "child")], check=True)

    assert (rights(tmp_path / "own"), rights(tmp_path / "child")) == (0o600, 0o700)
