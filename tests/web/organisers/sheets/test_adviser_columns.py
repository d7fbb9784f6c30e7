"""The columns of files with advisers."""

import pytest

from seminar_service.web.organisers.sheets.adviser_columns import adviser_columns
from seminar_service.web.organisers.sheets.columns import keys_of
from tests.web.bids import TOPICS
from tests.web.conftest import Page


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_no_two_columns_share_a_name(page: Page, locale: str) -> None:
    with page(locale=locale):
        names = [name for column in adviser_columns(TOPICS) for name in keys_of(column)]
    assert len(names) == len(set(names))
