"""Rate limits: counted by the database, per action, source and window."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import rate_limits
from seminar_service.access.model import RateCount
from seminar_service.domain.errors import TooManyAttempts

NOW = datetime(2026, 6, 1, 3, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECRET = "a secret that only tests know, long enough"


def attempt(
    session: Session, now: datetime = NOW, *, action: str = "bid", source: str = "one"
) -> None:
    rate_limits.check(session, action, source, limit=2, window=HOUR, now=now)


def test_attempts_within_the_limit_pass(session: Session) -> None:
    attempt(session)
    attempt(session)
    assert session.scalar(select(RateCount.count)) == 2


def test_one_more_than_the_limit_is_refused_until_the_window_ends(session: Session) -> None:
    attempt(session)
    attempt(session)
    with pytest.raises(TooManyAttempts) as refused:
        attempt(session)
    assert refused.value.retry_after_seconds == 50 * 60


def test_the_next_window_starts_afresh_and_forgets_the_last(session: Session) -> None:
    for _ in range(2):
        attempt(session)
    attempt(session, NOW + HOUR)
    assert session.scalar(select(func.count()).select_from(RateCount)) == 1
    assert session.scalar(select(RateCount.count)) == 1


def test_sources_and_actions_are_counted_apart(session: Session) -> None:
    for _ in range(2):
        attempt(session)
        attempt(session, source="other")
        attempt(session, action="registration")
    assert session.scalars(select(RateCount.count)).all() == [2, 2, 2]


def test_an_attempt_counts_though_nothing_else_is_saved(session: Session) -> None:
    attempt(session)
    session.rollback()
    assert session.scalar(select(RateCount.count)) == 1


def test_a_source_tells_nothing_about_the_address() -> None:
    source = rate_limits.source_of("192.0.2.7", SECRET)
    assert len(source) == 64
    assert source != rate_limits.source_of("192.0.2.7", SECRET + "!")
    assert source != rate_limits.source_of("192.0.2.8", SECRET)


def test_addresses_of_one_ipv6_network_are_one_source() -> None:
    first = rate_limits.source_of("2001:db8:1:2::1", SECRET)
    assert first == rate_limits.source_of("2001:db8:1:2:ffff::9", SECRET)
    assert first != rate_limits.source_of("2001:db8:1:3::1", SECRET)


def test_an_ipv4_address_written_as_ipv6_stays_the_same_source() -> None:
    assert rate_limits.source_of("::ffff:192.0.2.7", SECRET) == rate_limits.source_of(
        "192.0.2.7", SECRET
    )


def test_what_is_no_address_has_a_source_too() -> None:
    assert len(rate_limits.source_of("", SECRET)) == 64


def test_an_attempt_that_was_none_to_be_limited_is_taken_back(session: Session) -> None:
    for _ in range(5):
        attempt(session)
        rate_limits.take_back(session, "bid", "one", window=HOUR, now=NOW)

    assert session.scalar(select(RateCount.count)) == 0
