"""The calendar of a tour, out of its row."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.tours.calendar import calendar_of, open_days, shut_days
from seminar_service.tours.calendar_days import WEEKEND, Closure, ClosureKind
from seminar_service.tours.model import ClosedPeriod
from tests.factories import make_tour


def test_a_tour_knows_its_weekends_holidays_and_closed_periods(session: Session) -> None:
    tour = make_tour(session)
    tour.closed_periods = [
        ClosedPeriod(
            name_ja="お盆",
            name_en="Obon",
            first_day=date(2026, 8, 12),
            last_day=date(2026, 8, 16),
        )
    ]
    session.commit()
    calendar = calendar_of(tour)
    assert calendar.closure_on(date(2026, 8, 11)) == Closure(
        ClosureKind.HOLIDAY, "山の日", "Mountain Day"
    )
    assert calendar.closure_on(date(2026, 8, 13)) == Closure(
        ClosureKind.CLOSED_PERIOD, "お盆", "Obon"
    )
    assert calendar.closure_on(date(2026, 8, 22)) is WEEKEND
    assert calendar.closure_on(date(2026, 8, 20)) is None
    assert calendar.horizon.last == date(2027, 3, 31)


def test_open_days_are_the_working_days_that_can_still_be_arranged(session: Session) -> None:
    tour = make_tour(session)
    closed = date(2026, 8, 13)
    tour.closed_periods = [
        ClosedPeriod(name_ja="お盆", name_en="Obon", first_day=closed, last_day=closed)
    ]
    session.commit()
    holiday, sunday, working = date(2026, 8, 11), date(2026, 8, 16), date(2026, 8, 20)
    whole, late = open_days(tour, None), open_days(tour, working)
    assert whole.isdisjoint({closed, holiday, sunday, date(2027, 4, 1)})
    assert {date(2026, 8, 12), working, date(2027, 3, 31)} <= whole
    assert late == {day for day in whole if day >= working}


def test_a_year_is_open_days_and_shut_ones(session: Session) -> None:
    tour = make_tour(session, first_day=date(2026, 5, 1))
    session.commit()

    shut = shut_days(tour)

    assert len(shut) + len(open_days(tour, None)) == 365
    assert {date(2026, 4, 6), date(2026, 8, 11), date(2026, 8, 16)} <= shut
