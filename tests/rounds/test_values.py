"""Whom a round asks, until when, and when it reminds."""

from datetime import date, datetime, timedelta

import pytest

from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.rounds.values import Who, next_reminder, usual_deadline

DUE = date(2026, 6, 15)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=JAPAN)


def test_one_mailbox_is_one_host_however_it_is_spelled() -> None:
    assert Who.host("Hanako@Example.jp") == Who.host("hanako@example.jp")
    assert Who.host("hanako@example.jp") != Who.host("taro@example.jp")
    assert "hanako" not in address_digest("hanako@example.jp")
    assert len(address_digest("x" * 254)) == 64


def test_people_usually_have_two_weeks() -> None:
    assert usual_deadline(date(2026, 6, 1)) == DUE


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (at(1), at(10)),
        (at(9, 12), at(10)),
        (at(9, 14), at(14)),
        (at(10), at(14)),
        (at(13, 12), at(14)),
        (at(13, 14), None),
        (at(14), None),
        (at(20), None),
    ],
)
def test_a_reminder_comes_five_days_and_one_day_before_but_not_at_the_heels_of_a_mail(
    after: datetime, expected: datetime | None
) -> None:
    assert next_reminder(DUE, after=after) == expected


def test_a_very_short_time_has_no_reminder() -> None:
    assert next_reminder(at(1).date(), after=at(1)) is None
    assert next_reminder(at(2).date() + timedelta(days=1), after=at(1)) == at(2)
