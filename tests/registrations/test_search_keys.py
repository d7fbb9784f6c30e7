"""By what registrations are found, sorted and compared."""

import pytest

from seminar_service.registrations.search_keys import search_keys, search_terms

KEYS = search_keys("山田 花子", "ヤマダ ハナコ", "株式会社 Example", "Hanako@Example.JP")


@pytest.mark.parametrize(
    "typed",
    [
        "山田　花子",
        "花子",
        "やまだ",
        "ﾔﾏﾀﾞ はなこ",
        "ＥＸＡＭＰＬＥ",
        "hanako@example",
        "花子 example",
    ],
)
def test_somebody_is_found_however_it_is_typed(typed: str) -> None:
    assert all(term in KEYS.search_text for term in search_terms(typed))


def test_words_of_two_fields_do_not_run_together() -> None:
    assert search_terms("花子ヤマダ")[0] not in KEYS.search_text


def test_nothing_typed_is_no_word() -> None:
    assert search_terms(" 　") == []


def test_people_are_sorted_by_reading_and_companies_without_their_legal_form() -> None:
    assert KEYS.reading_key.startswith("やまたはなこ ")
    assert KEYS.company_key == "example"
