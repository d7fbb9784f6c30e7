"""A fiscal year as months of weeks."""

from datetime import date

from seminar_service.web.drawing.year_calendar import (
    CalendarDay,
    CalendarItem,
    CalendarMonth,
    year_calendar,
)


def squares(months: tuple[CalendarMonth, ...]) -> list[CalendarDay]:
    return [day for month in months for week in month.weeks for day in week if day]


def test_a_year_runs_from_april_to_march_and_has_every_day_once() -> None:
    months = year_calendar(2027, ())
    days = [square.day for square in squares(months)]
    assert [month.first for month in months][0::11] == [date(2027, 4, 1), date(2028, 3, 1)]
    assert len(days) == len(set(days)) == 366  # 2028 is a leap year
    assert days == sorted(days)


def test_weeks_begin_on_sunday() -> None:
    for month in year_calendar(2027, ()):
        for week in month.weeks:
            assert len(week) == 7
            assert all(
                square is None or square.day.isoweekday() % 7 == place
                for place, square in enumerate(week)
            )


def test_what_happens_stands_on_its_day_in_the_given_order() -> None:
    day = date(2027, 5, 14)
    morning, afternoon = CalendarItem(day, "10:00", "/a"), CalendarItem(day, "13:30", "/b")
    outside = CalendarItem(date(2027, 3, 31), "earlier", "/c")
    months = year_calendar(2027, [morning, outside, afternoon])
    assert [found.items for month in months for found in month.days] == [(morning, afternoon)]
    assert [month.count for month in months] == [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_saturdays_sundays_and_holidays_are_free() -> None:
    holiday = date(2027, 4, 29)
    free = {square.day for square in squares(year_calendar(2027, (), {holiday})) if square.is_free}
    assert {date(2027, 5, 15), date(2027, 5, 16), holiday} <= free
    assert date(2027, 5, 14) not in free
