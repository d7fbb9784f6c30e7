"""What a row of a reminder says."""

from datetime import timedelta

import pytest

from seminar_service.reminders.model import Reminder
from tests.reminders.support import WEEK_BEFORE


@pytest.mark.parametrize(("minutes", "is_late"), [(-1, False), (0, True), (1, True)])
def test_what_was_made_after_its_hour_is_late(minutes: int, is_late: bool) -> None:
    made = WEEK_BEFORE + timedelta(minutes=minutes)

    assert Reminder(due_at=WEEK_BEFORE, made_at=made).is_late is is_late
