import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.text_folding import (
    break_encoded_words,
    fold_hyphens,
    fold_spaces,
    fold_width,
    is_writable,
    without_controls,
)

FAMILY = "👩\u200d👩\u200d👧"  # joined by a format character


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("ＡＢＣ１２３", "ABC123"), ("ﾔﾏﾀﾞ", "ヤマダ"), ("山田", "山田"), ("㈱", "(株)")],
)
def test_letters_come_in_their_usual_width(typed: str, folded: str) -> None:
    assert fold_width(typed) == folded


@given(st.text())
def test_folding_width_twice_is_folding_it_once(typed: str) -> None:
    assert fold_width(fold_width(typed)) == fold_width(typed)


@given(st.text(st.sampled_from("山a \u3000\t\n\u00a0")))
def test_between_words_stands_one_space_and_none_around_them(typed: str) -> None:
    folded = fold_spaces(typed)

    assert folded.split(" ") == typed.split() or folded == ""
    assert "".join(folded.split()) == "".join(typed.split())


@pytest.mark.parametrize("dash", "‐‑‒–—―−ー─━﹣-")
def test_whatever_is_meant_as_a_hyphen_is_one(dash: str) -> None:
    assert fold_hyphens(f"03{dash}3581{dash}1101") == "03-3581-1101"


def test_what_is_no_dash_is_left_alone() -> None:
    assert fold_hyphens("一丁目 1+1=2 ~ _") == "一丁目 1+1=2 ~ _"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_and_half_letters_are_dropped(control: str) -> None:
    assert without_controls(f"豊{control}橋") == "豊橋"


def test_exactly_the_66_noncharacters_are_dropped_beside_controls() -> None:
    dropped = [code for code in range(0x110000) if not is_writable(chr(code))]
    named = [code for code in dropped if unicodedata.category(chr(code)) == "Cn"]

    assert len(named) == 66
    assert {0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF} <= set(named)
    assert without_controls("豊\ufffe\ufdd0橋") == "豊橋"
    assert without_controls("\ufffd\ufdf0") == "\ufffd\ufdf0"


def test_tabs_and_line_breaks_stay_unless_one_line_is_wanted() -> None:
    assert without_controls("a\tb\r\nc") == "a\tb\r\nc"
    assert without_controls("a\tb\r\nc", keep="") == "abc"


def test_what_joins_letters_stays() -> None:
    assert without_controls(FAMILY) == FAMILY


@given(st.text(st.characters()))
def test_what_is_left_can_be_sent_and_kept(typed: str) -> None:
    left = without_controls(typed)

    assert left.encode().decode() == left
    assert {unicodedata.category(letter) for letter in left} <= {
        unicodedata.category(letter) for letter in typed
    }


@given(st.text(st.sampled_from("=? utf-8qb_\n")))
def test_nothing_begins_as_an_encoded_word_of_a_mail(typed: str) -> None:
    broken = break_encoded_words(typed)

    assert "=?" not in broken
    assert broken.replace(" ", "") == typed.replace(" ", "")
