"""What pages are called, and what they say."""

import pytest

from seminar_service.domain.locales import Locale
from seminar_service.pages.values import LONGEST_NAME, Words, is_name


@pytest.mark.parametrize("name", ["a", "trade-secrets", "2027-1", "x" * LONGEST_NAME])
def test_a_name_of_small_letters_digits_and_hyphens_is_one(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["", "-a", "a-", "a--b", "A", "a b", "営業", "a/b", "a\n", "x" * (LONGEST_NAME + 1)]
)
def test_any_other_name_is_none(name: str) -> None:
    assert not is_name(name)


def test_words_are_given_in_the_readers_language_else_in_the_other() -> None:
    words = Words(title_ja="題", text_ja="文")
    assert words.is_written_in(Locale.JA)
    assert not words.is_written_in(Locale.EN)
    english = words.body("en")
    assert english is not None
    assert (english.text, english.is_readers) == ("文", False)
