"""What the public sees, and when it may register."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from seminar_service.seminars.publicity import (
    Standing,
    has_begun,
    is_public,
    registration_ends,
    standing,
    takes_registrations,
)
from seminar_service.seminars.states import SeminarState

DAY, STARTS_AT = date(2026, 10, 6), time(13, 30)
BEGINNING = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def test_a_seminar_begins_on_the_clock_of_japan() -> None:
    assert not has_begun(DAY, STARTS_AT, BEGINNING - MOMENT)
    assert has_begun(DAY, STARTS_AT, BEGINNING)


@pytest.mark.parametrize(
    ("state", "announced_at", "public"),
    [
        (SeminarState.TENTATIVE, None, False),
        (SeminarState.CONFIRMED, None, False),
        (SeminarState.ANNOUNCED, BEGINNING, True),
        (SeminarState.CLOSED, BEGINNING, True),
        (SeminarState.HELD, None, True),
        (SeminarState.CANCELLED, None, False),
        (SeminarState.CANCELLED, BEGINNING, True),
    ],
)
def test_what_was_announced_stays_public_and_nothing_else_is(
    state: SeminarState, announced_at: datetime | None, *, public: bool
) -> None:
    assert is_public(state, announced_at) is public


@pytest.mark.parametrize(
    ("closes_on", "ends"),
    [
        (None, BEGINNING),
        (DAY, BEGINNING),
        (date(2026, 10, 5), datetime(2026, 10, 5, 15, tzinfo=UTC)),
        (date(2026, 10, 1), datetime(2026, 10, 1, 15, tzinfo=UTC)),
    ],
)
def test_registration_ends_with_its_last_day_in_japan_or_when_the_seminar_begins(
    closes_on: date | None, ends: datetime
) -> None:
    assert registration_ends(DAY, STARTS_AT, closes_on) == ends
    for now, taken in ((ends - MOMENT, True), (ends, False)):
        state = SeminarState.ANNOUNCED
        assert takes_registrations(state, DAY, STARTS_AT, now, closes_on=closes_on) is taken
        stands = standing(state, DAY, STARTS_AT, places_left=1, now=now, closes_on=closes_on)
        assert stands is (Standing.OPEN if taken else Standing.CLOSED)


@pytest.mark.parametrize("state", list(SeminarState))
def test_only_announced_seminars_take_registrations(state: SeminarState) -> None:
    takes = takes_registrations(state, DAY, STARTS_AT, BEGINNING - MOMENT)
    assert takes is (state is SeminarState.ANNOUNCED)


@pytest.mark.parametrize(
    ("state", "places_left", "now", "expected"),
    [
        (SeminarState.ANNOUNCED, 1, BEGINNING - MOMENT, Standing.OPEN),
        (SeminarState.ANNOUNCED, 0, BEGINNING - MOMENT, Standing.FULL),
        (SeminarState.ANNOUNCED, 1, BEGINNING, Standing.CLOSED),
        (SeminarState.CLOSED, 1, BEGINNING - MOMENT, Standing.CLOSED),
        (SeminarState.HELD, 1, BEGINNING, Standing.HELD),
        (SeminarState.CANCELLED, 1, BEGINNING - MOMENT, Standing.CANCELLED),
    ],
)
def test_a_seminar_stands_as_its_state_its_places_and_the_hour_say(
    state: SeminarState, places_left: int, now: datetime, expected: Standing
) -> None:
    assert standing(state, DAY, STARTS_AT, places_left=places_left, now=now) is expected
