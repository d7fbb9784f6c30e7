"""A course as one file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from seminar_service.learning.course_format import CourseMalformed
from seminar_service.learning.packages import (
    ENTRY,
    LARGEST_PACKAGE,
    LARGEST_UNPACKED,
    MOST_ENTRIES,
    packed,
    unpacked,
)
from tests.learning.support import sample


def zipped(**entries: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def test_what_was_packed_is_unpacked_and_the_same_each_time() -> None:
    assert unpacked(packed(sample())) == sample()
    assert packed(sample()) == packed(sample())


def test_the_json_alone_is_taken_too() -> None:
    with ZipFile(BytesIO(packed(sample()))) as archive:
        assert unpacked(b"\xef\xbb\xbf" + archive.read(ENTRY)) == sample()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04 damaged",
        b"\xff\xfe",
        zipped(other_json=b"{}"),
        zipped(course_json=b" " * (LARGEST_UNPACKED + 1)),  # small as it is sent
        zipped(**{f"n{number}": b"" for number in range(MOST_ENTRIES)}, course_json=b"{}"),
        b" " * (LARGEST_PACKAGE + 1),
        packed(sample())[:400],
        packed(sample()).replace(b"\x08\x00", b"\x63\x00"),  # a way of packing that nobody knows
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(CourseMalformed):
        unpacked(content)


def test_a_damaged_file_is_refused_whatever_is_damaged() -> None:
    whole = packed(sample())
    for place in range(30, len(whole), 97):
        content = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            unpacked(content)
        except CourseMalformed:
            continue
