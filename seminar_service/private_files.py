"""What the service keeps in files is readable by its own account alone.

Names, addresses, secret links and password hashes lie in the database, in its backups and in the
mails of a demo. New files are made so by the process's umask and by explicit modes; what existed
before, with the wider rights that `mkdir` and SQLite give, is closed whenever a command starts.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url

from seminar_service.config import (
    DESK_KEYS_FILE,
    SECRET_KEY_FILE,
    SETTINGS_FILE,
    ConfigurationError,
    Settings,
)

OTHERS = 0o077
OWNER_ONLY = 0o600
ROOT = 0
SQLITE_SUFFIXES = ("", "-wal", "-shm", "-journal")


def make_private_from_now_on() -> None:
    """Give nobody else rights to what this process and its children create."""
    os.umask(OTHERS)


def close_to_others(settings: Settings, account: int) -> None:
    """Take everybody else's rights away from what there is already.

    Args:
        settings: Say where things lie.
        account: The number of the account that the process runs under; root may close what is
            another account's.

    Raises:
        ConfigurationError: something that others may use belongs to another account, so that its
            rights cannot be changed.
    """
    for path in _private_paths(settings):
        try:
            found = path.stat()
            if not found.st_mode & OTHERS:
                continue
            if account not in {found.st_uid, ROOT}:
                raise ConfigurationError(
                    f"{path} can be used by others and belongs to another account"
                    f" ({found.st_uid}); give it to the one that the service runs under"
                )
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ConfigurationError(f"{path}: {error.strerror}") from error


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read and write.

    Raises:
        FileExistsError: there is one.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def _private_paths(settings: Settings) -> Iterator[Path]:
    yield settings.instance
    yield settings.instance / SECRET_KEY_FILE
    yield settings.instance / DESK_KEYS_FILE
    yield settings.instance / SETTINGS_FILE
    yield settings.mail_folder
    for url in (settings.database_url, settings.queue_url):
        yield from _sqlite_files(url)


def _sqlite_files(url: str) -> Iterator[Path]:
    """The files of an SQLite database: SQLite makes the ones beside it as open as the first."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and parts.database:
        for suffix in SQLITE_SUFFIXES:
            yield Path(parts.database + suffix)
