"""Files with a table, as offices send them: CSV in whatever form, or XLSX; read as texts."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any, Final

import openpyxl

from seminar_service.domain.errors import Category, DomainError

MOST_LINES: Final = 2_000
"""Lines with something in them, beside the head."""
MOST_ROWS: Final = 10_000
"""Rows of a sheet that are looked at, empty ones among them."""
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 2_000
"""Letters."""
LARGEST_UNPACKED: Final = 30 * 1024 * 1024
"""Bytes of an XLSX file once it is unpacked: a small one may hold very much."""
MOST_PARTS: Final = 500
"""Files within an XLSX file."""

_ZIP: Final = b"PK\x03\x04"
_DELIMITERS: Final = "\t,;"
_MARKED: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNMARKED: Final = ("utf-8", "cp932")

Table = list[list[str]]


class SheetUnreadable(DomainError):  # noqa: N818 (named after the rule)
    """A file is no table that can be read.

    Attributes:
        why: "kind" (neither CSV nor XLSX), "letters" (in no known encoding), "large" (unpacked),
            "lines", "columns" or "cell" (too many, or too long).
        line: Where, from 1 on; 0 where that is not known.
    """

    code = "sheet_unreadable"
    category = Category.INVALID

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"{why} in line {line}" if line else why)
        self.why = why
        self.line = line


def read_sheet(content: bytes) -> Table:
    """The rows of a file, the head first; cells without blanks around them.

    CSV may be in UTF-8, with or without a mark, in UTF-16 with one, or in Shift_JIS as Excel writes
    it in Japan, with commas, semicolons or tabs. Of XLSX the first sheet is read; a formula is the
    text that it is written as, and a day is `2026-10-06`. Row numbers are those that a spreadsheet
    program shows; empty rows at the end are left out.

    Raises:
        SheetUnreadable: it is no such file, or larger than any that is meant.
    """
    rows = _of_workbook(content) if content.startswith(_ZIP) else _of_text(content)
    table = list(_within_limits(rows))
    while table and not any(table[-1]):
        table.pop()
    return table


def _within_limits(rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    filled = 0
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        filled += bool(cells)
        if number > MOST_ROWS or filled > MOST_LINES + 1:
            raise SheetUnreadable("lines", number)
        if len(cells) > MOST_COLUMNS:
            raise SheetUnreadable("columns", number)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise SheetUnreadable("cell", number)
        yield cells


def _of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise SheetUnreadable("kind")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from reader
    except csv.Error as error:
        raise SheetUnreadable("kind", reader.line_num) from error


def _decoded(content: bytes) -> str:
    marked = [name for mark, name in _MARKED if content.startswith(mark)]
    for encoding in marked or _UNMARKED:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable("letters")


def _delimiter(text: str) -> str:
    """What parts the head: the one that it has most of; a comma where it has none."""
    head = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda sign: (head.count(sign), sign == ","))


def _of_workbook(content: bytes) -> Iterator[list[str]]:
    _refuse_bombs(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be true
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield [_said(value) for value in row]
    except Exception as error:  # the library has no error of its own for what is broken inside
        raise SheetUnreadable("kind") from error


def _refuse_bombs(content: bytes) -> None:
    """Refuse what unpacks to too much; unpacking stops at the sizes that are added up here."""
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SheetUnreadable("kind") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetUnreadable("large")


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, (date, time)):
        return f"{value:%H:%M}" if isinstance(value, time) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
