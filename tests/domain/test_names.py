import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.errors import ReadingMalformed
from seminar_service.domain.names import (
    name_key,
    normalise_reading,
    reading_key,
    reading_sort_key,
    to_hiragana,
    to_katakana,
)

hiragana = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1)


@pytest.mark.parametrize(
    "typed", ["やまだ　はなこ", "ﾔﾏﾀﾞ ﾊﾅｺ", " ヤマダ  ハナコ ", "ヤマダ はなこ"]
)
def test_a_reading_is_stored_in_katakana_whatever_it_was_typed_in(typed: str) -> None:
    assert normalise_reading(typed) == "ヤマダ ハナコ"


@pytest.mark.parametrize("typed", ["山田 花子", "Yamada", "ヤマダ1"])
def test_a_reading_of_something_else_than_kana_is_refused(typed: str) -> None:
    with pytest.raises(ReadingMalformed) as refusal:
        normalise_reading(typed)

    assert refusal.value.code == "reading_malformed"


def test_a_reading_may_be_left_out() -> None:
    assert normalise_reading(" ") == ""


def test_a_reading_may_hold_long_vowels_and_middle_dots() -> None:
    assert normalise_reading("ジョン・スミス メアリー") == "ジョン・スミス メアリー"


@given(hiragana)
def test_kana_turn_into_each_other_and_back(reading: str) -> None:
    assert to_hiragana(to_katakana(reading)) == reading


def test_spaces_width_and_case_do_not_tell_names_apart() -> None:
    assert name_key("山田　花子") == name_key("山田花子")
    assert name_key("John SMITH") == name_key("Ｊｏｈｎ Ｓｍｉｔｈ")
    assert name_key("さとう") == name_key("ｻﾄｳ")
    assert name_key("山田花子") != name_key("山田華子")


def test_people_are_ordered_by_reading_as_in_a_japanese_list() -> None:
    readings = ["ワタナベ", "ハットリ", "ハトヤマ", "バトウ", "ハトウ", "オオノ", "オーノ", "アベ"]

    ordered = sorted(readings, key=lambda reading: reading_sort_key("", reading))

    assert ordered == [
        "アベ", "オオノ", "オーノ", "ハットリ", "ハトウ", "バトウ", "ハトヤマ", "ワタナベ",
    ]  # fmt: skip


def test_people_without_a_reading_stand_by_their_name_before_kana() -> None:
    people = [("阿部", "アベ"), ("Smith", ""), ("adams", "")]

    ordered = sorted(people, key=lambda person: reading_sort_key(*person))

    assert [name for name, _ in ordered] == ["adams", "Smith", "阿部"]


def test_hiragana_and_katakana_readings_count_the_same_and_the_name_decides() -> None:
    first = reading_sort_key("伊東", "イトウ")
    second = reading_sort_key("伊藤", "いとう")

    assert first[:2] == second[:2]
    assert first < second


def test_the_order_of_a_list_is_the_order_of_its_keys_as_texts() -> None:
    people = [
        ("Smith", ""),
        ("青木 一", "アオキ ハジメ"),
        ("阿部 花", "アベ ハナ"),
        ("安部 花", "アベ ハナ"),
        ("大野 葵", "オオノ アオイ"),
        ("渡辺 健", "ワタナベ ケン"),
    ]

    by_tuple = sorted(people, key=lambda person: reading_sort_key(*person))
    by_text = sorted(people, key=lambda person: reading_key(*person, longest=200))

    assert by_text == by_tuple


def test_a_key_of_the_order_is_cut_where_it_would_not_fit() -> None:
    assert len(reading_key("ﷺ" * 80, longest=200)) == 200
