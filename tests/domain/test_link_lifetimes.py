"""Until when links open what they open."""

from datetime import UTC, date, datetime, timedelta

from seminar_service.domain.link_lifetimes import (
    AT_LEAST,
    OF_ADVISERS,
    adviser_link_ends,
    bid_link_ends,
    registration_link_ends,
)

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def test_a_link_to_a_bid_ends_half_a_year_after_the_fiscal_year() -> None:
    ends = bid_link_ends(2026, now=NOW)

    assert ends == datetime(2027, 9, 30, 15, 0, tzinfo=UTC)  # the end of the day in Japan


def test_a_link_to_a_registration_ends_half_a_year_after_the_seminar() -> None:
    ends = registration_link_ends(date(2026, 10, 9), now=NOW)

    assert ends == datetime(2027, 4, 10, 15, 0, tzinfo=UTC)


def test_a_link_to_something_long_past_lives_for_a_month_all_the_same() -> None:
    assert bid_link_ends(2015, now=NOW) == NOW + AT_LEAST
    assert registration_link_ends(date(2015, 10, 9), now=NOW) == NOW + timedelta(days=30)


def test_a_link_to_an_advisers_page_outlives_a_tour() -> None:
    assert adviser_link_ends(now=NOW) == NOW + OF_ADVISERS
    assert timedelta(days=366 + 120) < OF_ADVISERS
