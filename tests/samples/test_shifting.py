"""A tour's wishes and limits, moved to another fiscal year."""

from datetime import date, timedelta

import pytest

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.samples import files
from seminar_service.samples.shifting import FEWEST_DATES, moved_to


def weekdays(days: list[str]) -> list[int]:
    return [date.fromisoformat(day).weekday() for day in days]


@pytest.mark.parametrize("year", [FiscalYear(2027), FiscalYear(2031)])
def test_days_keep_their_weekday_and_lie_in_the_new_year(year: FiscalYear) -> None:
    before = files.instance()

    after = moved_to(before, year, lambda _: True)

    assert after["horizon"]["start"] == year.first_day.isoformat()
    assert after["name"] == f"fy{year.start_year}"
    for old, new in zip(before["advisers"], after["advisers"], strict=True):
        assert weekdays(new["unavailable"]) == weekdays(old["unavailable"])
    for old, new in zip(before["bids"], after["bids"], strict=True):
        assert len(new["dates"]) >= FEWEST_DATES
        assert all(date.fromisoformat(day) in year for day in new["dates"])
        assert set(new["dates"].values()) <= set(old["dates"].values())


def test_closed_days_are_left_out_and_too_few_are_filled_up_at_the_dearest_price() -> None:
    year = FiscalYear(2027)
    days = [date(2015, 5, 4) + timedelta(days=number) for number in range(3)]
    bid = {"id": "b1", "dates": {day.isoformat(): 100 * number for number, day in enumerate(days)}}
    document = {"horizon": {"start": "2015-04-01"}, "advisers": [], "bids": [bid]}

    def is_open(day: date) -> bool:
        return day.weekday() < 5 and day.weekday() != 1

    (moved,) = moved_to(document, year, is_open)["bids"]

    dates = {date.fromisoformat(day): yen for day, yen in moved["dates"].items()}
    assert len(dates) == FEWEST_DATES
    assert list(dates) == sorted(dates)
    assert all(is_open(day) for day in dates)
    assert list(dates.values()) == [0, 200, 200, 200, 200]


def test_the_given_document_stays_as_it_is() -> None:
    document = files.instance()

    moved_to(document, FiscalYear(2027), lambda _: True)

    assert document == files.instance()
