"""The columns of files with bids."""

import pytest

from seminar_service.domain.prefectures import prefectures
from seminar_service.web.organisers.sheets.bid_columns import bid_columns
from seminar_service.web.organisers.sheets.columns import keys_of, reader_of, right_words
from tests.web.bids import TOPICS
from tests.web.conftest import Page


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_no_two_columns_share_a_name_and_every_offered_word_is_read(
    page: Page, locale: str
) -> None:
    with page(locale=locale):
        columns = bid_columns(TOPICS)
        names = [name for column in columns for name in keys_of(column)]
        assert len(names) == len(set(names))
        for column in columns:
            reader = reader_of(column)
            assert all(reader(word) is not None for word in right_words(column))


def test_a_prefecture_is_known_by_its_short_name_too(page: Page) -> None:
    with page():
        place = {each.name: each for each in bid_columns(TOPICS)}["place"]
        read = reader_of(place)
        for text in ("京都府", "京都", "Kyoto", "26"):
            assert read(text) == ["26"]
        assert read("江戸") is None
        assert [read(each.short_name_ja) for each in prefectures()] == [
            [each.code] for each in prefectures()
        ]
