"""Addresses name the prefecture and the postal code once, however they were entered."""

import pytest

from seminar_service.domain.postal_addresses import from_town_on, full_address

TOWN = "名古屋市中区栄1-1"
AICHI = "23"


@pytest.mark.parametrize(
    "typed",
    [TOWN, f"愛知県{TOWN}", f"愛知県 {TOWN}", f"〒460-0008 愛知県{TOWN}", f"4600008　{TOWN}"],
)
def test_each_part_is_said_once_in_the_order_of_the_language(typed: str) -> None:
    assert full_address(typed, AICHI, "460-0008", "ja") == f"〒460-0008 愛知県{TOWN}"
    assert full_address(typed, AICHI, "460-0008", "en") == f"{TOWN}, Aichi 460-0008"
    assert from_town_on(typed, AICHI) == TOWN


def test_a_postal_code_that_stands_only_in_the_address_is_kept() -> None:
    typed = f"〒４６０－０００８ {TOWN}"

    assert full_address(typed, AICHI, "", "ja") == f"〒460-0008 愛知県{TOWN}"
    assert full_address(typed, AICHI, "", "en") == f"{TOWN}, Aichi 460-0008"


@pytest.mark.parametrize("ending", ["Aichi", "aichi", "Aichi-ken", "Aichi Prefecture"])
def test_an_address_in_latin_letters_may_end_with_the_prefecture(ending: str) -> None:
    typed = f"2-10-19 Sakae, Nagoya, {ending}"

    assert full_address(typed, AICHI, "", "en") == typed


@pytest.mark.parametrize(
    ("town", "code", "whole"),
    [
        ("京都市下京区1-1", "26", "京都府京都市下京区1-1"),
        ("愛知県産業労働センター前", AICHI, "愛知県産業労働センター前"),
        ("2000年記念館通り1-1", AICHI, "愛知県2000年記念館通り1-1"),
        ("", AICHI, "愛知県"),
    ],
)
def test_what_only_looks_alike_stays(town: str, code: str, whole: str) -> None:
    assert full_address(town, code, "", "ja") == whole


def test_an_unknown_address_leaves_the_prefecture() -> None:
    assert full_address("", AICHI, "460-0008", "en") == "Aichi 460-0008"
