"""The lines of a file, and what is wrong with them."""

import pytest
from werkzeug.datastructures import MultiDict

from seminar_service.web.organisers.sheets.columns import ImportColumn, InBoth
from seminar_service.web.organisers.sheets.lines import (
    MOST_WORDS,
    Cells,
    ReadLine,
    put_days,
    read_lines,
    wrong_word,
)
from tests.web.conftest import Page

NAME = ImportColumn("name", InBoth("氏名", "Name"), needed=True)
FOOD = ImportColumn("food", InBoth("食事", "Meal"), words={"1": InBoth("魚", "fish")})
DAYS = ImportColumn("days", InBoth("日", "Days"))


def read(number: int, cells: Cells) -> ReadLine[str]:
    said = None if cells.faults else cells.texts["name"]
    return ReadLine(number, cells.texts["name"], said, cells.faults)


def test_lines_keep_the_numbers_that_spreadsheets_show_and_name_wrong_words(page: Page) -> None:
    with page(locale="en"):
        file = read_lines(
            [["Name", "食事"], ["A", "fish"], [], ["B", "stone"]], [NAME, FOOD], 9, read
        )

    assert [(each.number, each.said) for each in file.lines] == [(2, "A"), (4, None)]
    (fault,) = file.lines[1].faults
    assert (fault.column, fault.value) == ("Meal", "stone")
    assert "fish" in fault.message
    assert (file.good, file.is_good) == (["A"], False)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "“Name”"),
        ([["Meal"], ["fish"]], "“Name”"),
        ([["Name", "氏名"], ["A"]], "twice"),
        ([["Name"]], "no line"),
        ([["Name"], ["A"], ["B"], ["C"]], "at most 2 lines"),
    ],
)
def test_a_file_that_cannot_be_meant_is_told(page: Page, rows: list[list[str]], said: str) -> None:
    with page(locale="en"):
        file = read_lines(rows, [NAME, FOOD], 2, read)
    assert said in file.fault
    assert (file.lines, file.is_good) == ([], False)


def typed(text: str, most: int = 3) -> tuple[dict[str, str], int]:
    cells = Cells({"days": text}, MultiDict({"days": text}), [])
    put_days(cells, DAYS, "days", most)
    return cells.typed.to_dict(), len(cells.faults)


def test_days_and_ranges_become_rows(page: Page) -> None:
    with page():
        assert typed("") == ({}, 0)
        assert typed("2026-10-06、2026/10/13〜2026/10/15") == (
            {
                "days-0-begins": "2026-10-06",
                "days-1-begins": "2026/10/13",
                "days-1-ends": "2026/10/15",
            },
            0,
        )
        assert typed("1,2;3\n4") == ({}, 1)


def test_no_more_words_are_named_than_a_reader_bears(page: Page) -> None:
    words = {str(number): InBoth(f"語{number}", f"word{number}") for number in range(50)}
    with page(locale="en"):
        fault = wrong_word(ImportColumn("x", InBoth("列", "Column"), words=words), "?")
    assert fault.message.count("word") == MOST_WORDS
    assert fault.message.endswith("…")
