"""Tables as files."""

import csv
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from seminar_service.web.downloads import (
    FileKind,
    Heading,
    Value,
    as_csv,
    as_json,
    as_xlsx,
    download,
)

Page = Callable[..., AbstractContextManager[object]]

HEADINGS = [
    Heading("name", "氏名", 18),
    Heading("number", "番号", 8),
    Heading("day", "開催日", 14),
    Heading("at", "日時", 18),
    Heading("wishes", "希望", 8),
]
AT = datetime(2026, 6, 1, 15, 30, tzinfo=UTC)  # after midnight in Japan
ROWS: list[list[Value]] = [
    ['=HYPERLINK("http://evil.example","x")', 7, date(2026, 10, 6), AT, True],
    ['山田, "花子"\n2行目', 0, None, None, False],
    ["0123", -1, date(2026, 1, 1), None, None],
]


def test_csv_opens_in_spreadsheets_and_holds_no_formula(page: Page) -> None:
    with page():
        body = as_csv(HEADINGS, ROWS)

    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["氏名", "番号", "開催日", "日時", "希望"],
        ['\'=HYPERLINK("http://evil.example","x")', "7", "2026-10-06", "2026-06-02 00:30", "Yes"],
        ['山田, "花子"\n2行目', "0", "", "", "No"],
        ["0123", "-1", "2026-01-01", "", ""],
    ]


def test_a_workbook_has_real_dates_and_numbers_and_texts_stay_texts(page: Page) -> None:
    with page():
        sheet = load_workbook(BytesIO(as_xlsx(HEADINGS, ROWS))).active

    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells == [
        ["氏名", "番号", "開催日", "日時", "希望"],
        [
            '=HYPERLINK("http://evil.example","x")',
            7,
            on_the_clock(2026, 10, 6),
            on_the_clock(2026, 6, 2, 0, 30),
            "Yes",
        ],
        ['山田, "花子"\n2行目', 0, None, None, "No"],
        ["0123", -1, on_the_clock(2026, 1, 1), None, None],
    ]
    assert sheet["A2"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")
    assert sheet.column_dimensions["A"].width > 18
    assert sheet["C2"].number_format == "yyyy/mm/dd"


def on_the_clock(*parts: int) -> datetime:
    """A moment as spreadsheets keep it: without a time zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


def test_an_empty_table_is_a_head(page: Page) -> None:
    with page():
        sheet = load_workbook(BytesIO(as_xlsx(HEADINGS, []))).active
        assert as_csv(HEADINGS, []).count(b"\r\n") == 1
        assert json.loads(as_json(HEADINGS, [])) == []
    assert sheet is not None
    assert sheet.max_row == 1


def test_json_says_instants_with_the_zone_of_japan(page: Page) -> None:
    with page():
        found = json.loads(as_json(HEADINGS, ROWS))
    assert found[0] == {
        "name": '=HYPERLINK("http://evil.example","x")',
        "number": 7,
        "day": "2026-10-06",
        "at": "2026-06-02T00:30:00+09:00",
        "wishes": True,
    }
    assert found[1]["wishes"] is False


def test_a_file_is_kept_under_its_name(page: Page) -> None:
    with page():
        answer = download(FileKind.CSV, "registrations-2026", HEADINGS, ROWS)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="registrations-2026.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
