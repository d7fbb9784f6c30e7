"""A bid as pages show it."""

from datetime import date

from seminar_service.bids.wishes import Wish, read_wishes
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import Closure, ClosureKind, DayRange, TourCalendar
from seminar_service.web.bid_views import left_out
from tests.web.conftest import Page

TODAY = date(2026, 6, 1)
CALENDAR = TourCalendar(
    DayRange(date(2026, 9, 1), date(2026, 12, 25)),
    holidays={date(2026, 11, 3): Closure(ClosureKind.HOLIDAY, "文化の日", "Culture Day")},
)


def told(*wishes: Wish) -> list[str]:
    return left_out(read_wishes(wishes, CALENDAR, TODAY))


def test_weekends_are_counted_and_holidays_are_named_with_their_days(page: Page) -> None:
    asked = Wish(Choice.FIRST, DayRange(date(2026, 10, 30), date(2026, 11, 4)))
    with page():
        assert sorted(told(asked)) == [
            "Culture Day: Tue 3 Nov",
            "Saturdays and Sundays (2 days)",
        ]
    with page(locale="ja"):
        assert "文化の日：11月3日（火）" in told(asked)


def test_days_that_are_also_said_to_be_impossible_are_listed(page: Page) -> None:
    asked = Wish(Choice.FIRST, DayRange(date(2026, 10, 5), date(2026, 10, 7)))
    no = Wish(Choice.IMPOSSIBLE, DayRange(date(2026, 10, 6), date(2026, 10, 7)))
    with page():
        assert told(asked, no) == ["Named as not possible: Tue 6 Oct, Wed 7 Oct"]
    with page(locale="ja"):
        assert "10月6日（火）、10月7日（水）" in told(asked, no)[0]


def test_where_every_day_counts_nothing_is_said(page: Page) -> None:
    with page():
        assert told(Wish(Choice.FIRST, DayRange(date(2026, 10, 5), date(2026, 10, 7)))) == []
