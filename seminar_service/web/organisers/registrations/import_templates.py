"""Files to be filled in with registrations: what the columns are, and what may stand in them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from flask import Response
from flask_babel import gettext

from seminar_service.domain.spreadsheets import harmless
from seminar_service.seminars.model import Seminar
from seminar_service.web.downloads import MEDIA_TYPES, FileKind, Heading, as_csv
from seminar_service.web.organisers.registrations.import_columns import (
    SEMINAR,
    ImportColumn,
    columns_of,
    right_words,
)
from seminar_service.web.templating import format_day

ROWS: Final = 2_000
"""Rows for which a workbook offers its lists."""
WIDTH: Final = 22


def seminar_label(seminar: Seminar) -> str:
    """How a template names a seminar: its public ID first, by which it is found."""
    return f"{seminar.public_id} {format_day(seminar.day)} {seminar.host_name}"


def template(
    kind: FileKind,
    title: str,
    seminars: Sequence[Seminar] | None,
    own: Sequence[ImportColumn] = (),
) -> Response:
    """A file with the head, and an example in CSV; with lists of what may stand there in XLSX.

    `seminars` are those of a tour; None for a file of one seminar. `own` are the columns of own
    questions.
    """
    columns = columns_of(own, with_seminar=seminars is not None)
    names = [seminar_label(each) for each in seminars or ()]
    body = _workbook(columns, names) if kind is FileKind.XLSX else _text(columns, names)
    response = Response(body, content_type=MEDIA_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{title}.{kind.value}"'
    return response


def _text(columns: Sequence[ImportColumn], seminars: Sequence[str]) -> bytes:
    headings = [Heading(each.name, str(each.label), WIDTH) for each in columns]
    first = [*seminars, ""][0]
    return as_csv(headings, [[first if each is SEMINAR else each.sample for each in columns]])


def _workbook(columns: Sequence[ImportColumn], seminars: Sequence[str]) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(gettext("Registrations"))
        lists = book.add_worksheet(gettext("Lists"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDTH, text)  # so that 03-… stays as it is typed
            sheet.write_string(0, number, str(column.label), head)
            words = list(seminars) if column is SEMINAR else right_words(column)
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
