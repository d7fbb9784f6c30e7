import pytest

from seminar_service.domain.addresses import Addresses, webcal
from seminar_service.domain.errors import BaseUrlMalformed
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode

JAPANESE = Addresses("https://seminar.example.jp")
ENGLISH = Addresses("https://seminar.example.jp/", Locale.EN)


def test_japanese_addresses_have_no_prefix() -> None:
    assert JAPANESE.home() == "https://seminar.example.jp/"
    assert JAPANESE.seminar("234cdfgh") == "https://seminar.example.jp/seminars/234cdfgh"
    assert JAPANESE.tour_feed() == "https://seminar.example.jp/feeds/tour.ics"


def test_english_addresses_lie_under_en() -> None:
    assert ENGLISH.home() == "https://seminar.example.jp/en/"
    assert ENGLISH.registration("t0ken") == "https://seminar.example.jp/en/registrations/t0ken"


def test_a_service_under_a_path_keeps_it() -> None:
    assert (
        Addresses("http://127.0.0.1:8000/tour/", Locale.EN).register("234cdfgh")
        == "http://127.0.0.1:8000/tour/en/seminars/234cdfgh/register"
    )


def test_every_contracted_address_is_built() -> None:
    base = "https://seminar.example.jp"

    assert JAPANESE.bid("t") == f"{base}/bids/t"
    assert JAPANESE.adviser("t") == f"{base}/adviser/t"
    assert JAPANESE.register("i") == f"{base}/seminars/i/register"
    assert JAPANESE.prefecture_feed("13") == f"{base}/feeds/prefectures/13.ics"
    assert JAPANESE.year_feed(TourCode(2015)) == f"{base}/feeds/years/2015.ics"
    assert JAPANESE.year(TourCode(2015)) == f"{base}/years/2015"
    assert JAPANESE.seminars_in("13") == f"{base}/seminars?place=13"
    assert JAPANESE.host_feed("t") == f"{base}/feeds/hosts/t.ics"
    assert JAPANESE.adviser_feed("t") == f"{base}/feeds/advisers/t.ics"
    assert JAPANESE.registration_feed("t") == f"{base}/feeds/registrations/t.ics"


def test_a_part_cannot_break_out_of_its_place() -> None:
    assert JAPANESE.seminar("../organiser?x") == (
        "https://seminar.example.jp/seminars/..%2Forganiser%3Fx"
    )


def test_a_feed_opens_in_calendar_programs_by_webcal() -> None:
    assert webcal(JAPANESE.tour_feed()) == "webcal://seminar.example.jp/feeds/tour.ics"


@pytest.mark.parametrize(
    "base", ["", "seminar.example.jp", "ftp://example.jp", "https://", "https://a.jp/?x=1"]
)
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    with pytest.raises(BaseUrlMalformed):
        Addresses(base)
