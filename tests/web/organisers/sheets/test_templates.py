"""Files to be filled in, with what may stand in them."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from seminar_service.domain.errors import NotFound
from seminar_service.sheets.reading import read_sheet
from seminar_service.tours.model import Topic
from seminar_service.web.downloads import FileKind
from seminar_service.web.organisers.sheets.adviser_columns import adviser_columns
from seminar_service.web.organisers.sheets.bid_columns import bid_columns
from seminar_service.web.organisers.sheets.columns import ImportColumn, found_columns
from seminar_service.web.organisers.sheets.templates import kind_of, template_file
from tests.web.conftest import Page

TOPICS = [Topic(id=1, code="brands", name_ja="=商標", name_en="Brands")]


@pytest.mark.parametrize("columns_of", [bid_columns, adviser_columns])
@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.XLSX])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_template_has_columns_that_are_read(
    page: Page, columns_of: Callable[..., list[ImportColumn]], kind: FileKind, locale: str
) -> None:
    with page(locale=locale):
        columns = columns_of(TOPICS)
        answer = template_file(kind, "file", "Title", columns)
        rows = read_sheet(answer.get_data())
        places, unread, twice = found_columns(rows[0], columns)

    assert (unread, twice) == ([], [])
    assert len(places) == len(rows[0]) == len(columns)


def test_csv_begins_with_a_byte_order_mark_and_a_workbook_holds_no_formula(page: Page) -> None:
    with page():
        columns = bid_columns(TOPICS)
        text = template_file(FileKind.CSV, "file", "Title", columns).get_data()
        body = template_file(FileKind.XLSX, "file", "Title", columns).get_data()

    assert text.startswith(b"\xef\xbb\xbf")
    _, lists = openpyxl.load_workbook(BytesIO(body)).worksheets
    cells = [cell for row in lists.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_other_kinds_of_files_are_not_there() -> None:
    assert kind_of("csv") is FileKind.CSV
    for text in ("json", "exe"):
        with pytest.raises(NotFound):
            kind_of(text)
