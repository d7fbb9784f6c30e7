"""How long a session lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from seminar_service.accounts.session_limits import SessionLimits

BEGUN = datetime(2026, 6, 1, 0, 0, tzinfo=UTC)
LIMITS = SessionLimits(idle=timedelta(minutes=60), whole=timedelta(hours=12))


@pytest.mark.parametrize(
    ("seen", "now", "over"),
    [
        (timedelta(0), timedelta(minutes=59, seconds=59), False),
        (timedelta(0), timedelta(minutes=60), True),
        (timedelta(minutes=50), timedelta(minutes=100), False),
        (timedelta(hours=11, minutes=59), timedelta(hours=11, minutes=59, seconds=59), False),
        (timedelta(hours=11, minutes=59), timedelta(hours=12), True),
    ],
)
def test_a_session_ends_without_use_and_after_a_day_of_work(
    seen: timedelta, now: timedelta, over: bool
) -> None:
    assert LIMITS.is_over(BEGUN, BEGUN + seen, BEGUN + now) is over


def test_a_visit_is_noted_now_and_then() -> None:
    assert not LIMITS.is_worth_noting(BEGUN, BEGUN + timedelta(minutes=5))
    assert LIMITS.is_worth_noting(BEGUN, BEGUN + timedelta(minutes=6))
