"""Columns of files: found by their names in both languages, with words that become values."""

import pytest

from seminar_service.web.organisers.registrations.import_columns import PERSON, columns_of
from seminar_service.web.organisers.sheets.columns import (
    YES_AND_NO,
    ImportColumn,
    InBoth,
    found_columns,
    reader_of,
    right_words,
)
from tests.web.conftest import Page

COLUMNS = {column.name: column for column in PERSON}


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_columns_are_found_by_their_names_in_both_languages(page: Page, locale: str) -> None:
    with page(locale=locale):
        places, unread, twice = found_columns(
            ["ＮＡＭＥ", "フリガナ", "Email address", "備考", "", "氏 名", "セミナー"],
            columns_of((), with_seminar=True),
        )

    assert places == {"name": 0, "name_kana": 1, "email": 2, "seminar": 6}
    assert (unread, twice) == (["備考"], ["氏 名"])


@pytest.mark.parametrize(
    ("column", "text", "values"),
    [
        ("employees", "6 to 20", ["6-20"]),
        ("industry", "製造業", ["manufacturing"]),
        ("industry", "MANUFACTURING", ["manufacturing"]),
        ("industry", "", []),
        ("industry", "錬金術", None),
        ("needs", "Access by wheelchair、Documents in large print", ["wheelchair", "large_print"]),
        ("needs", "Access by wheelchair、a dragon", None),
        ("wishes_consultation", "はい", ["y"]),
        ("wishes_consultation", "No", []),
        ("wishes_consultation", "perhaps", None),
        ("locale", "日本語", ["ja"]),
        ("mode", "オンライン", ["online"]),
        ("mode", "At the venue", ["on_site"]),
        ("mode", "in a dream", None),
        ("company", "=1+1", ["=1+1"]),
    ],
)
def test_words_become_values(page: Page, column: str, text: str, values: list[str] | None) -> None:
    with page():
        found = reader_of(COLUMNS[column])(text)

    if column == "employees":
        assert found
        assert len(found) == 1
    else:
        assert found == values


def test_every_word_that_a_template_offers_is_read(page: Page) -> None:
    for locale in ("ja", "en"):
        with page(locale=locale):
            for column in PERSON:
                reader = reader_of(column)
                assert all(reader(word) is not None for word in right_words(column))


def test_words_may_hold_the_signs_that_part_them(page: Page) -> None:
    words = {
        "1": InBoth("肉、魚", "meat, fish"),
        "2": InBoth("魚", "fish"),
        "3": InBoth("肉", "meat"),
    }
    with page():
        read = reader_of(ImportColumn("q1", InBoth("食事", "Meal"), words=words, several=True))
        assert read("fish, meat, fish, ") == ["2", "1"]
        assert read("魚／肉、魚") == ["2", "1"]
        assert read("meat、meat") == ["3"]
        assert read("meat, bread") is None
        assert read("") == []


def test_of_a_question_an_empty_cell_says_nothing(page: Page) -> None:
    with page():
        read = reader_of(ImportColumn("q1", InBoth("食事", "Meal"), words=YES_AND_NO))
        assert [read(text) for text in ("", "はい", "No", "perhaps")] == [[], ["yes"], ["no"], None]


def test_of_two_columns_of_one_name_the_first_is_meant(page: Page) -> None:
    first, second = (ImportColumn(name, InBoth("食事", "Meal")) for name in ("q1", "q2"))
    with page():
        assert found_columns(["ＭＥＡＬ", "q2"], [first, second])[0] == {"q1": 0, "q2": 1}
