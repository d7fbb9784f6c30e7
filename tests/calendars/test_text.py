import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seminar_service.calendars.text import clean_line, clean_lines
from tests.calendars.factories import AWKWARD_TEXTS

ordinary = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\\:"))


@given(ordinary)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_lines(text) == text
    assert clean_line(text) == text


@given(st.text(st.characters()))
@example("\ud800 lone surrogate")
@example("\U0003fffe noncharacter")
def test_nothing_is_left_that_a_program_could_trip_over(text: str) -> None:
    cleaned = clean_lines(text)

    cleaned.encode("utf-8")
    assert "\\" not in cleaned
    assert not {unicodedata.category(letter) for letter in cleaned.replace("\n", "")} & {"Cc", "Cs"}
    assert not [letter for letter in cleaned if ord(letter) & 0xFFFE == 0xFFFE]
    assert not set(cleaned) & set(
        "\x85\u2028\u2029\u200e\u200f\u202a\u202e\u2066\u2069\u061c\ufeff"
    )


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_one_line_stays_one_line(text: str) -> None:
    assert len(clean_line(text).splitlines()) == 1


def test_a_backslash_becomes_full_width() -> None:
    assert clean_lines("C:\\New") == "C:＼New"


def test_all_line_ends_become_newlines() -> None:
    assert clean_lines("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_unicode_separators_and_bidirectional_controls_go() -> None:
    assert clean_lines("a\x85b\u2028c\u2029d\u202ee\u2066f\x07g") == "abcdefg"


@pytest.mark.parametrize(
    "letter", ["\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"]
)
def test_noncharacters_go(letter: str) -> None:
    assert clean_lines(f"豊{letter}橋") == "豊橋"


def test_a_component_cannot_be_forged_in_a_text() -> None:
    assert clean_lines("BEGIN:VEVENT end:vevent") == "BEGIN：VEVENT end：vevent"
    assert clean_lines("END: 16:30") == "END: 16:30"


def test_joined_emoji_stay_joined() -> None:
    assert clean_line("👩‍👩‍👧") == "👩‍👩‍👧"
