"""A course as one file: a zip with `course.json`."""

import json
import lzma
import struct
import zlib
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from seminar_service.learning.course_format import CourseMalformed, document_of, read_course
from seminar_service.learning.values import Course

ENTRY: Final = "course.json"
LARGEST_PACKAGE: Final = 1_000_000
"""Bytes of the file."""
LARGEST_UNPACKED: Final = 4_000_000
"""Bytes of the course within it."""
MOST_ENTRIES: Final = 20
_DAMAGED: Final = (
    *(BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError),
    *(zlib.error, lzma.LZMAError, struct.error),
)
"""What the library raises of files that are none, or are damaged."""
_SAME_TIME: Final = (2015, 2, 2, 0, 0, 0)


def packed(course: Course) -> bytes:
    """The file of a course; the same course gives the same bytes."""
    content = json.dumps(document_of(course), ensure_ascii=False, indent=1).encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        entry = ZipInfo(ENTRY, _SAME_TIME)
        entry.compress_type = ZIP_DEFLATED
        archive.writestr(entry, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> Course:
    """The course in a file: a zip, or the JSON alone.

    Raises:
        CourseMalformed: There is none in it, or more than a course can hold.
    """
    if len(content) > LARGEST_PACKAGE:
        raise CourseMalformed(["size"])
    text = _entry(content) if content.startswith(b"PK") else content
    try:
        return read_course(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CourseMalformed(["UTF-8"]) from error


def _entry(content: bytes) -> bytes:
    """What stands in the entry; no more is unpacked than a course can hold, whatever it claims."""
    try:
        text = _read(content)
    except _DAMAGED as error:
        raise CourseMalformed([ENTRY]) from error
    if text is None:
        raise CourseMalformed(["zip"])
    if len(text) > LARGEST_UNPACKED:
        raise CourseMalformed(["size"])
    return text


def _read(content: bytes) -> bytes | None:
    """As much of the entry as a course can hold, and one byte; None of too many entries."""
    with ZipFile(BytesIO(content)) as archive:
        if len(archive.infolist()) > MOST_ENTRIES:
            return None
        with archive.open(ENTRY) as file:
            return file.read(LARGEST_UNPACKED + 1)
