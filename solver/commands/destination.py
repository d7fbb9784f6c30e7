"""Where a command writes what it has made: a file, or what stands in the place of one.

Links are followed, pipes and devices are written to. A file is replaced in full or stays as it was,
wherever its folder allows that. Whether it can be written is known before the work; what cannot be
written after all is kept in another place, which is told.
"""

import errno
import os
import secrets
import select
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from solver.errors import UnusableFile

BY_UMASK = 0o666
POLL_SECONDS = 0.1
STANDARD_OUTPUT = 1
WRITE_ONLY = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK
HALF_CHARACTERS = "backslashreplace"
"""Names may have halves of surrogate pairs, which UTF-8 has not; this is how JSON has them."""

MOST_OF_NAME = 40
"""Characters of the file's own name in the name of the place of rescue."""


def never() -> bool:
    """Say that there is no wish to give up."""
    return False


class Destination:
    """One file that a command was told to write.

    Args:
        path: As the user named it.

    Attributes:
        is_standard_output: The path leads to where this process writes its standard output, so that
            nothing else should be written there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._place = path.absolute()  # the working folder may be renamed meanwhile
        self.is_standard_output = _is_standard_output(self._place)

    def check(self) -> None:
        """Make sure that it can be written, before long work is done for it.

        Raises:
            UnusableFile: It cannot.
        """
        try:
            found = _status(self._place)
            if found is None:
                _discard(*_new_draft(_followed(self._place)))
            elif not stat.S_ISFIFO(found.st_mode):
                os.close(os.open(self._place, WRITE_ONLY))
            elif not _allows(self._place, os.W_OK):  # opening it would be noticed by its reader
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise UnusableFile(f"{self.path}: cannot be written: {error.strerror}") from error

    def write(self, text: str, gives_up: Callable[[], bool] = never) -> None:
        """Write all of it.

        Args:
            text: What to write.
            gives_up: Asked several times a second while a pipe is not read from; true ends the
                waiting.

        Raises:
            UnusableFile: It could not be written; the message says where the text is kept.
        """
        data = text.encode("utf-8", HALF_CHARACTERS)
        try:
            if self.is_standard_output:
                _write_out(data)
            else:
                _write(self._place, data, gives_up)
        except OSError as error:
            kept = _rescue(self.path, data)
            raise UnusableFile(f"{self.path}: {error.strerror}; {kept}") from error


def _is_standard_output(place: Path) -> bool:
    """Say whether a path leads to standard output; a device that anybody shares does not count."""
    try:
        there, output = place.stat(), os.fstat(STANDARD_OUTPUT)
    except OSError:
        return False
    is_shared = stat.S_ISCHR(output.st_mode) and not os.isatty(STANDARD_OUTPUT)
    return os.path.samestat(there, output) and not is_shared


def _status(place: Path) -> os.stat_result | None:
    """Return what a path leads to, None where that is still to be made."""
    try:
        return place.stat()
    except FileNotFoundError:
        return None


def _allows(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _followed(place: Path) -> Path:
    return Path(os.path.realpath(place))


def _write(place: Path, data: bytes, gives_up: Callable[[], bool]) -> None:
    found, target = _status(place), _followed(place)
    if found is not None and not _may_be_replaced(found, target):
        _pour(place, found, data, gives_up)
        return
    try:
        _replace(target, data, None if found is None else stat.S_IMODE(found.st_mode))
    except OSError as error:
        if found is None or error.errno != errno.EBUSY:
            raise
        _pour(place, found, data, gives_up)  # a file that is mounted on its own


def _may_be_replaced(found: os.stat_result, target: Path) -> bool:
    """Say whether a new file in the place of this one is no different to anybody.

    It would be to those who know the file by another name, and to another owner.
    """
    present = _status(target)
    return (
        stat.S_ISREG(found.st_mode)
        and present is not None
        and os.path.samestat(found, present)
        and _allows(target, os.W_OK)
        and _allows(target.parent, os.W_OK | os.X_OK)
        and (found.st_nlink, found.st_uid) == (1, os.geteuid())
    )


def _new_draft(target: Path) -> tuple[int, Path]:
    """Make an empty file beside another one; return its handle and path."""
    draft = target.with_name(f".{secrets.token_hex(8)}.draft")
    return os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, BY_UMASK), draft


def _discard(handle: int, draft: Path) -> None:
    os.close(handle)
    draft.unlink()


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Put a new file in a place, in full or not at all."""
    handle, draft = _new_draft(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)  # some file systems say only then that there is no room
            if mode is not None:
                os.fchmod(handle, mode)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _pour(place: Path, found: os.stat_result, data: bytes, gives_up: Callable[[], bool]) -> None:
    """Write into what is there already."""
    is_file = stat.S_ISREG(found.st_mode)
    handle = _open(place, os.O_TRUNC if is_file else 0, gives_up)
    try:
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(handle, left) :]
            except BlockingIOError:
                if gives_up():
                    raise
                select.select([], [handle], [], POLL_SECONDS)
        if is_file:
            os.fsync(handle)
    finally:
        os.close(handle)


def _open(place: Path, flags: int, gives_up: Callable[[], bool]) -> int:
    """Open what is there, waiting for the reader of a pipe."""
    while True:
        try:
            return os.open(place, WRITE_ONLY | flags)
        except OSError as error:
            is_unread = error.errno == errno.ENXIO and stat.S_ISFIFO(place.stat().st_mode)
            if not is_unread or gives_up():
                raise
        time.sleep(POLL_SECONDS)


def _write_out(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _rescue(path: Path, data: bytes) -> str:
    """Keep what could not be written where its owner alone can read it, and say where that is."""
    for find_folder in (tempfile.gettempdir, Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            return f"what was to be written is kept in {_keep_in(find_folder(), path, data)}"
    with suppress(OSError):
        _write_out(data)
        return "no folder takes what was to be written, so it went to standard output"
    return "no folder takes what was to be written"


def _keep_in(folder: str | Path, path: Path, data: bytes) -> str:
    """Write a file that only its owner can read, and return its path."""
    handle, name = tempfile.mkstemp(
        dir=folder, prefix=f"{path.stem[:MOST_OF_NAME]}-", suffix=path.suffix[:MOST_OF_NAME]
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return name
