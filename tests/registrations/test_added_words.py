"""What the office adds to mails about a seminar that changes."""

from seminar_service.registrations.added_words import NOTHING_ADDED, AddedWords
from seminar_service.registrations.model import Registration


def test_own_words_come_before_common_ones_in_the_readers_language() -> None:
    added = AddedWords({"ja": "皆様へ", "en": "All"}, {1: "一人へ"}, frozenset({2}))
    first, second = Registration(id=1, locale="ja"), Registration(id=2, locale="en")

    assert added.to(first) == "一人へ\n\n皆様へ"
    assert added.to(second) == "All"
    assert [added.leaves_out(each) for each in (first, second)] == [False, True]


def test_nothing_is_added_by_itself() -> None:
    person = Registration(id=1, locale="ja")

    assert (NOTHING_ADDED.to(person), NOTHING_ADDED.leaves_out(person)) == ("", False)
