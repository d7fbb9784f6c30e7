"""Files to be filled in: what the columns are, and what may stand in them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

import xlsxwriter
from flask import Response
from flask_babel import gettext

from seminar_service.domain.errors import NotFound
from seminar_service.domain.spreadsheets import harmless
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.model import Tour
from seminar_service.web.downloads import MEDIA_TYPES, FileKind, Heading, as_csv
from seminar_service.web.organisers.sheets.columns import ImportColumn, right_words

ROWS: Final = 2_000
"""Rows for which a workbook offers its lists."""
WIDTH: Final = 22


def kind_of(text: str) -> FileKind:
    """As what a template is asked for.

    Raises:
        NotFound: as something else.
    """
    if text not in {FileKind.XLSX.value, FileKind.CSV.value}:
        raise NotFound("file")
    return FileKind(text)


def sample_day(tour: Tour, today: date) -> str:
    """A day of a tour that a template may show: the first to come on which seminars are held."""
    calendar = calendar_of(tour)
    to_come = (day for day in calendar.horizon.days() if day >= today)
    day = next((day for day in to_come if calendar.closure_on(day) is None), tour.last_day)
    return day.isoformat()


def sample_days(tour: Tour, today: date) -> dict[str, str]:
    """A day, and the first and last of a range, for the sentence that says what a cell may hold."""
    day = date.fromisoformat(sample_day(tour, today))
    first, last = day + timedelta(days=7), day + timedelta(days=9)
    return {"day": day.isoformat(), "first": first.isoformat(), "last": last.isoformat()}


def template_file(
    kind: FileKind,
    name: str,
    title: str,
    columns: Sequence[ImportColumn],
    choices: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Response:
    """A file with the head, and an example in CSV; with lists of what may stand there in XLSX.

    `name` is ASCII; `title` that of the sheet; `choices` what columns offer beside their words.
    """
    body = _workbook(title, columns, choices) if kind is FileKind.XLSX else _text(columns, choices)
    response = Response(body, content_type=MEDIA_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return response


def _text(columns: Sequence[ImportColumn], choices: Mapping[str, Sequence[str]]) -> bytes:
    headings = [Heading(each.name, str(each.label), WIDTH) for each in columns]
    example = [
        [*choices[each.name], ""][0] if each.name in choices else each.sample for each in columns
    ]
    return as_csv(headings, [example])


def _workbook(
    title: str, columns: Sequence[ImportColumn], choices: Mapping[str, Sequence[str]]
) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(title)
        lists = book.add_worksheet(gettext("Lists"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDTH, text)  # so that 03-… stays as it is typed
            sheet.write_string(0, number, str(column.label), head)
            words = list(choices.get(column.name, right_words(column)))
            _offer(sheet, lists, number, str(column.label), words, strict=not column.several)
        sheet.freeze_panes(1, 0)
    return written.getvalue()


def _offer(
    sheet: Any,  # noqa: ANN401 (the library has no types)
    lists: Any,  # noqa: ANN401
    number: int,
    label: str,
    words: Sequence[str],
    *,
    strict: bool,
) -> None:
    """Let a column offer words, which stand on a sheet of their own."""
    if not words:
        return
    lists.write_string(0, number, label)
    for row, word in enumerate(words, start=1):
        lists.write_string(row, number, harmless(word))
    letters = xlsxwriter.utility.xl_col_to_name(number)
    source = f"='{lists.get_name()}'!${letters}$2:${letters}${len(words) + 1}"
    rule = {"validate": "list", "source": source}
    if not strict:
        rule |= {"error_type": "information"}
    sheet.data_validation(1, number, ROWS, number, rule)
