"""What templates can say: dates, money, languages."""

from datetime import UTC, date, datetime, time

import pytest

from seminar_service.web import templating as says
from tests.web.conftest import Page

DAY, NEXT = date(2027, 5, 14), date(2027, 5, 17)


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("ja", ("2027年5月14日（金）", "5月14日（金）", "2027年5月", "5月", "金曜日", "金")),
        ("en", ("Fri 14 May 2027", "Fri 14 May", "May 2027", "May", "Friday", "F")),
    ],
)
def test_days_and_months_are_told_as_the_language_has_it(
    page: Page, locale: str, texts: tuple[str, ...]
) -> None:
    with page(locale=locale):
        assert texts == (
            says.format_day(DAY),
            says.format_day_short(DAY),
            says.format_month(DAY),
            says.format_month(DAY, short=True),
            says.format_weekday(DAY, "wide"),
            says.format_weekday(DAY, "narrow"),
        )


def test_one_day_stands_alone_and_several_from_the_first_to_the_last(page: Page) -> None:
    with page(locale="ja"):
        assert says.format_day_range(DAY, DAY) == "2027年5月14日（金）"
        assert says.format_day_range(DAY, NEXT) == "2027年5月14日（金）〜2027年5月17日（月）"
    with page():
        assert says.format_day_range(DAY, NEXT) == "Fri 14 May 2027 – Mon 17 May 2027"


def test_times_are_those_of_a_clock_of_24_hours(page: Page) -> None:
    with page(locale="ja"):
        assert says.format_times(time(9, 5), time(16, 30)) == "09:05〜16:30"
    with page():
        assert says.format_times(time(9, 5), time(16, 30)) == "09:05–16:30"


def test_an_instant_is_told_on_the_clock_of_japan(page: Page) -> None:
    with page():
        assert says.format_instant(datetime(2027, 5, 13, 15, 4, tzinfo=UTC)) == (
            "Fri 14 May 2027 00:04"
        )


def test_money_and_shares_are_told_as_the_language_has_it(page: Page) -> None:
    with page(locale="ja"):
        assert says.format_yen(1_234_567) == "1,234,567円"
    with page():
        assert says.format_yen(1_234_567) == "¥1,234,567"
        assert says.format_share(0.1234) == "12.3%"
        assert says.format_number(12_345) == "12,345"


def test_prefectures_and_years_have_their_names_in_both_languages(page: Page) -> None:
    with page(locale="ja"):
        assert (says.place_name("13"), says.era_year(2027)) == ("東京都", "令和9年度")
    with page():
        assert (says.place_name("13"), says.era_year(2027)) == ("Tokyo", "Fiscal year 2027")


def test_days_under_the_name_of_their_month_do_without_it(page: Page) -> None:
    days = (date(2027, 4, 5), date(2027, 4, 9), date(2027, 5, 2))
    with page(locale="ja"):
        told = [says.format_days_in_month(days[0], last) for last in days]
    with page():
        assert [says.format_days_in_month(days[0], last) for last in days] == [
            "5",
            "5–9",
            "5 – 2 May",
        ]
    assert told == ["5日", "5日〜9日", "5日〜5月2日"]


def test_sentences_stand_side_by_side_with_a_space_in_english_alone(page: Page) -> None:
    with page(locale="ja"):
        assert (says.joined("終わり。", "始め。"), says.gap()) == ("終わり。始め。", "")
    with page():
        assert (says.joined("An end.", "A start."), says.gap()) == ("An end. A start.", " ")
