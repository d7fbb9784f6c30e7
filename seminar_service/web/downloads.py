"""Tables as files: CSV that opens in spreadsheet programs, XLSX, and JSON for programs."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter
from flask import Response
from flask_babel import gettext

from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.spreadsheets import harmless

Value = str | int | bool | date | datetime | None
"""What stands in one cell."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it, spreadsheet programs read Japanese as something else."""


class FileKind(StrEnum):
    """As what a table is written."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


MEDIA_TYPES: Final = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.JSON: "application/json",
}


@dataclass(frozen=True)
class Heading:
    """The head of a column: its name for programs, for people, and its width in letters."""

    name: str
    label: str
    width: int


def download(
    kind: FileKind, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]]
) -> Response:
    """A table as a file to keep; `title` is ASCII and gives its name."""
    body = _WRITERS[kind](headings, rows)
    response = Response(body, content_type=MEDIA_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{title}.{kind.value}"'
    return response


def as_csv(headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file [RFC 4180] with a byte order mark, in which no text is a formula."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([harmless(heading.label) for heading in headings])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def as_xlsx(headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook with real dates and numbers, a head that stays, and a filter on each column."""
    written = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet()
        formats = {
            date: book.add_format({"num_format": "yyyy/mm/dd"}),
            datetime: book.add_format({"num_format": "yyyy/mm/dd hh:mm"}),
        }
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(0, column, heading.label, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write_cell(sheet, (last, column), value, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, max(len(headings) - 1, 0))
    return written.getvalue()


def as_json(headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> bytes:
    """A list of objects; days and instants as in ISO 8601, with the time zone of Japan."""
    names = [heading.name for heading in headings]
    found = [dict(zip(names, map(_in_json, row), strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


_WRITERS: Final[dict[FileKind, Callable[..., bytes]]] = {
    FileKind.XLSX: as_xlsx,
    FileKind.CSV: as_csv,
    FileKind.JSON: as_json,
}


def _in_csv(value: Value) -> str | int:
    if isinstance(value, bool):
        return _yes_or_no(is_yes=value)
    if isinstance(value, datetime):
        return f"{value.astimezone(JAPAN):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    return harmless(value or "")


def _in_json(value: Value) -> str | int | bool | None:
    if isinstance(value, datetime):
        return value.astimezone(JAPAN).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _write_cell(
    sheet: Any,  # noqa: ANN401 (the library has no types)
    place: tuple[int, int],
    value: Value,
    formats: Mapping[Any, Any],
) -> None:
    if isinstance(value, bool):
        sheet.write_string(*place, _yes_or_no(is_yes=value))
    elif isinstance(value, datetime):
        local = value.astimezone(JAPAN).replace(tzinfo=None)
        sheet.write_datetime(*place, local, formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, formats[date])
    elif isinstance(value, int):
        sheet.write_number(*place, value)
    elif value:
        sheet.write_string(*place, value)


def _yes_or_no(*, is_yes: bool) -> str:
    return str(gettext("Yes") if is_yes else gettext("No"))
