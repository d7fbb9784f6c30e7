"""What fetched days would change in a tour, and how far a calendar is read."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability.subscribed_days import forecast, last_day_read
from seminar_service.availability.ties import ties_of
from tests.availability.subscribing import subscribe

BY_HAND, FIRST, SECOND = date(2026, 8, 3), date(2026, 9, 7), date(2026, 9, 8)
SEMINAR_DAY, TODAY = date(2026, 10, 6), date(2026, 6, 1)


@pytest.mark.usefixtures("seminar")
def test_what_would_change_is_said_before(session: Session, engagement: Engagement) -> None:
    subscribe(session, engagement, [FIRST])
    ties = ties_of(session, engagement.adviser_id, today=TODAY)
    days = [SECOND, BY_HAND, SEMINAR_DAY, date(2026, 5, 1), date(2026, 9, 9), date(2099, 1, 1)]

    found = forecast(engagement, days, [date(2026, 9, 9)], ties, TODAY)

    assert (found.new, found.gone) == ((SECOND,), (FIRST,))
    assert (found.tied, found.known) == ((SEMINAR_DAY,), (BY_HAND,))


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2026, 4, 1), date(2028, 3, 31)), (date(2027, 3, 31), date(2028, 3, 31))],
)
def test_a_calendar_is_read_to_the_end_of_the_next_fiscal_year(today: date, last: date) -> None:
    assert last_day_read(today) == last
