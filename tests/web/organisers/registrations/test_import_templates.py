"""Files to be filled in with registrations."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from seminar_service.seminars.model import Seminar
from seminar_service.sheets.reading import read_sheet
from seminar_service.web.downloads import FileKind
from seminar_service.web.organisers.registrations.import_columns import columns_of
from seminar_service.web.organisers.registrations.import_templates import template
from seminar_service.web.organisers.sheets.columns import ImportColumn, InBoth, found_columns
from tests.web.conftest import Page


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.XLSX])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_template_has_columns_that_are_read(page: Page, kind: FileKind, locale: str) -> None:
    with page(locale=locale):
        answer = template(kind, "template", None)
        rows = read_sheet(answer.get_data())
        places, unread, twice = found_columns(rows[0], columns_of((), with_seminar=False))

    assert (unread, twice) == ([], [])
    assert len(places) == len(rows[0])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="template.{kind}"'


def test_a_workbook_offers_lists_and_no_formula(page: Page) -> None:
    seminar = Seminar(public_id="a1b2c3d4", day=date(2026, 10, 6), host_name="=1+1")
    with page():
        body = template(FileKind.XLSX, "template", [seminar]).get_data()

    sheet, lists = openpyxl.load_workbook(BytesIO(body)).worksheets
    assert len(sheet.data_validations.dataValidation) > 5
    assert str(lists["A2"].value).startswith(seminar.public_id)
    assert lists["A2"].data_type == "s"


def test_own_questions_have_columns_with_their_options(page: Page) -> None:
    words = {"1": InBoth("肉", "meat"), "2": InBoth("魚", "fish")}
    own = [ImportColumn("q1", InBoth("食事", "Meal"), words=words)]
    with page(locale="ja"):
        body = template(FileKind.XLSX, "template", None, own).get_data()

    sheet, lists = openpyxl.load_workbook(BytesIO(body)).worksheets
    head = [cell.value for cell in sheet[1]]
    place = head.index("食事") + 1
    assert [lists.cell(row, place).value for row in (2, 3)] == ["肉", "魚"]
