"""The calendar of a tour, out of its row."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.tours.calendar import calendar_of
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
