"""Plans that are to be released at a set time."""

import pytest

from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState


@pytest.mark.parametrize("state", ScheduleState)
def test_one_waits_until_it_has_become_something(state: ScheduleState) -> None:
    assert ScheduledRelease(state=state).is_waiting is (state is ScheduleState.WAITING)
