"""The columns of files with registrations."""

import pytest

from seminar_service.web.organisers.registrations.import_columns import (
    PERSON,
    SEMINAR,
    columns_of,
)
from seminar_service.web.organisers.sheets.columns import reader_of, right_words
from tests.web.conftest import Page


def test_a_file_of_a_tour_names_seminars_and_one_of_a_seminar_does_not() -> None:
    assert columns_of((), with_seminar=True) == [SEMINAR, *PERSON]
    assert columns_of((), with_seminar=False) == list(PERSON)
    assert [each.name for each in columns_of((), with_seminar=True) if each.needed] == [
        "seminar",
        "name",
    ]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_word_that_a_template_offers_is_read(page: Page, locale: str) -> None:
    with page(locale=locale):
        for column in PERSON:
            reader = reader_of(column)
            assert all(reader(word) is not None for word in right_words(column))
