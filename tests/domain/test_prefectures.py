import pytest

from seminar_service.domain.errors import PrefectureUnknown
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import (
    nearest_to,
    prefecture,
    prefectures,
    region_of,
    regions,
)


def test_there_are_forty_seven_in_the_order_of_their_codes() -> None:
    assert [each.code for each in prefectures()] == [f"{number:02d}" for number in range(1, 48)]


def test_a_prefecture_is_found_by_its_code() -> None:
    tokyo = prefecture("13")

    assert tokyo.name(Locale.JA) == "東京都"
    assert tokyo.name(Locale.EN) == "Tokyo"
    assert tokyo.name_kana == "とうきょうと"
    assert (tokyo.latitude, tokyo.longitude) == pytest.approx((35.689, 139.692), abs=0.001)


@pytest.mark.parametrize("code", ["00", "48", "1", "", "１３", "Tokyo"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(PrefectureUnknown) as refusal:
        prefecture(code)

    assert refusal.value.given == code


@pytest.mark.parametrize(
    ("code", "short"),
    [("01", "北海道"), ("13", "東京"), ("26", "京都"), ("27", "大阪"), ("14", "神奈川")],
)
def test_short_names_drop_the_kind_of_prefecture_but_hokkaido_keeps_it(
    code: str, short: str
) -> None:
    assert prefecture(code).short_name(Locale.JA) == short


def test_short_names_tell_all_prefectures_apart_in_both_languages() -> None:
    for locale in Locale:
        assert len({each.short_name(locale) for each in prefectures()}) == 47


def test_eight_regions_hold_every_prefecture_once() -> None:
    grouped = [each for region in regions() for each in region.prefectures]

    assert [region.name(Locale.EN) for region in regions()] == [
        "Hokkaido", "Tohoku", "Kanto", "Chubu", "Kinki", "Chugoku", "Shikoku", "Kyushu-Okinawa",
    ]  # fmt: skip
    assert regions()[1].name(Locale.JA) == "東北"
    assert grouped == list(prefectures())


def test_no_two_prefectures_share_a_tile() -> None:
    assert len({(each.column, each.row) for each in prefectures()}) == 47


def test_every_prefecture_lies_in_japan() -> None:
    for each in prefectures():
        assert 26 < each.latitude < 44
        assert 127 < each.longitude < 142


@pytest.mark.parametrize(
    ("code", "nearest"), [("23", ["21", "24"]), ("13", ["11", "14"]), ("47", ["46", "45"])]
)
def test_the_nearest_prefectures_come_first(code: str, nearest: list[str]) -> None:
    assert [each.code for each in nearest_to(code)][:2] == nearest


def test_every_other_prefecture_is_near_or_far() -> None:
    for each in prefectures():
        assert len(set(nearest_to(each.code)) | {each}) == 47


def test_nothing_is_near_what_does_not_exist() -> None:
    with pytest.raises(PrefectureUnknown):
        nearest_to("48")


def test_every_prefecture_lies_in_its_region() -> None:
    for each in prefectures():
        assert each in region_of(each.code).prefectures
    assert len({each.key for each in regions()}) == len(regions())
    with pytest.raises(PrefectureUnknown):
        region_of("48")
