"""When hosts are told."""

from datetime import date, datetime, timedelta

import pytest

from seminar_service.domain.japan_time import JAPAN
from seminar_service.tallies.values import is_for_last, last_due, next_week

MONDAY = datetime(2026, 10, 5, 9, tzinfo=JAPAN)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (MONDAY - MINUTE, MONDAY),
        (MONDAY, MONDAY + timedelta(days=7)),
        (MONDAY + timedelta(days=6, hours=14), MONDAY + timedelta(days=7)),
        (MONDAY - timedelta(days=6), MONDAY),
    ],
)
def test_the_week_begins_on_mondays_at_nine(now: datetime, due: datetime) -> None:
    assert next_week(now) == due


def test_the_mail_of_the_day_before_is_due_in_the_afternoon_and_never_late() -> None:
    day, due = date(2026, 10, 8), datetime(2026, 10, 7, 15, tzinfo=JAPAN)

    assert last_due(day, due - MINUTE) == due
    assert last_due(day, due) is None


def test_a_day_is_tomorrow_by_the_clock_of_japan() -> None:
    assert is_for_last(date(2026, 10, 6), MONDAY)
    assert not is_for_last(date(2026, 10, 5), MONDAY)
    assert is_for_last(date(2026, 10, 7), MONDAY + timedelta(hours=16))
