"""Title and text in both languages."""

import pytest
from werkzeug.datastructures import MultiDict

from seminar_service.pages.values import Words
from seminar_service.web.organisers.website.bilingual_fields import BilingualForm
from tests.web.conftest import Page

JAPANESE = {"title_ja": "題", "text_ja": "文"}


@pytest.mark.parametrize(
    ("sent", "valid"),
    [
        (JAPANESE, True),
        ({"title_en": "T", "text_en": "t"}, True),
        ({}, False),
        (JAPANESE | {"title_en": "T"}, False),
        (JAPANESE | {"text_en": "t"}, False),
    ],
)
def test_a_language_is_whole_or_empty_and_one_is_there(
    page: Page, sent: dict[str, str], valid: bool
) -> None:
    with page(method="POST"):
        assert BilingualForm(MultiDict(sent)).validate() is valid


def test_what_was_entered_is_given_as_words(page: Page) -> None:
    with page(method="POST"):
        assert BilingualForm(MultiDict(JAPANESE)).words() == Words("題", "文")
