"""A field that takes a file, keeps it while the form comes back, and names it."""

import re
from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import Any, Final

from flask_babel import format_decimal, gettext
from wtforms import Field, Form
from wtforms.widgets import FileInput

from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.uploads import (
    MEGABYTE,
    UploadKind,
    UploadKindRefused,
    kind_of,
    upload_name,
)
from seminar_service.extensions import db
from seminar_service.registrations import files
from seminar_service.registrations.files import FileForgotten, KeptFile, TooManyFilesWait
from seminar_service.web.clock import now
from seminar_service.web.page_requests import uploads
from seminar_service.web.rate_limits import limit_by_address

REMOVES: Final = "remove"
STAYS: Final = "stays"
UPLOADS_PER_WINDOW: Final = 30
WINDOW: Final = timedelta(hours=1)
_HANDLE: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class FileAnswerField(Field):
    """A file of at most `largest` bytes.

    Beside the file, values under its name say what is to become of one that was sent before: its
    handle, that of an earlier answer `STAYS`, or `REMOVES`. What was sent counts before these.
    `receive_files` gives it what it holds.
    """

    widget = FileInput()

    def __init__(self, *args: Any, question_id: int, largest: int, **kwargs: Any) -> None:  # noqa: ANN401 (as the library has it)
        super().__init__(*args, **kwargs)
        self.process_errors: list[str]
        self.question_id, self.largest = question_id, largest
        self.handle = ""

    @property
    def accept(self) -> str:
        """The endings that a browser offers."""
        return ",".join(ending for kind in UploadKind for ending in kind.endings)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what became of an earlier file; a form that says nothing leaves it."""
        handles = [text for text in valuelist if _HANDLE.fullmatch(text)]
        removes = REMOVES in valuelist
        self.handle = handles[-1] if handles and not removes else ""
        self.data = None if removes else self.object_data

    def receive(self) -> None:
        """Keep a file that came, or find one again; what is wrong with it is said at the field."""
        try:
            name, content = self._sent()
            if name or content:
                self.data = self._kept(name, content)
            elif self.handle:
                self.data = files.waiting(db.session(), self.question_id, self.handle, now=now())
        except ValueError as refused:
            self.process_errors = [*self.process_errors, str(refused)]
        except FileForgotten:
            self.data = None
            self.process_errors = [
                *self.process_errors,
                gettext("The file was kept for a day only. Please choose it again."),
            ]

    def _sent(self) -> tuple[str, bytes]:
        """Name and content of the file that came; both empty where none was chosen."""
        sent = uploads().get(self.name)
        if sent is None:
            return "", b""
        return sent.filename or "", sent.stream.read(self.largest + 1)

    def _kept(self, name: str, content: bytes) -> KeptFile:
        if not content:
            raise ValueError(gettext("The file is empty. Please choose another one."))
        if len(content) > self.largest:
            most = self.largest // MEGABYTE
            raise ValueError(gettext("The file is larger than %(most)d MB.", most=most))
        try:
            kind = kind_of(name, content)
            limit_by_address("upload", limit=UPLOADS_PER_WINDOW, window=WINDOW)
            return files.keep(
                db.session(), self.question_id, upload_name(name, kind), kind, content, now=now()
            )
        except UploadKindRefused as error:
            raise ValueError(
                gettext(
                    "This is not a PDF, JPEG or PNG file. Please save it as one of these, and "
                    "choose it again."
                )
            ) from error
        except TooManyAttempts as error:
            minutes = ceil(error.retry_after_seconds / 60)
            raise ValueError(
                gettext(
                    "Too many files have come from your network. Please try again in %(minutes)s "
                    "minutes.",
                    minutes=minutes,
                )
            ) from error
        except TooManyFilesWait as error:
            raise ValueError(
                gettext("At the moment we cannot take files. Please try again later.")
            ) from error

    def words(self) -> str:
        """What it says, for readers; empty where there is no file."""
        return file_words(self.data) if self.data is not None else ""

    def _value(self) -> str:
        """What stands for the file where the form comes back: its handle, or that it stays."""
        if self.data is None:
            return ""
        return str(self.data.handle or STAYS)


def receive_files(form: Form) -> None:
    """Keep the files that came with a form; call it before the form is checked."""
    for field in form:
        if isinstance(field, FileAnswerField):
            field.receive()


def file_words(file: KeptFile) -> str:
    """A file, for readers: its name and size."""
    size = format_decimal(ceil(file.size * 10 / MEGABYTE) / 10)
    return str(gettext("%(name)s (%(size)s MB)", name=file.name, size=size))
