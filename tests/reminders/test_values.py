"""When reminders are due."""

from datetime import UTC, date, datetime

import pytest

from seminar_service.reminders.values import ReminderKind, due_at


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (ReminderKind.WEEK, datetime(2026, 9, 29, 0, 0, tzinfo=UTC)),
        (ReminderKind.DAY, datetime(2026, 10, 5, 0, 0, tzinfo=UTC)),
    ],
)
def test_reminders_come_at_nine_in_the_morning_in_japan(kind: ReminderKind, due: datetime) -> None:
    assert due_at(kind, date(2026, 10, 6)) == due
