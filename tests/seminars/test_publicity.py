"""What the public sees, and when it may register."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from seminar_service.seminars.publicity import (
    Standing,
    has_begun,
    is_public,
    registration_ends,
    registration_opens,
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
        assert takes_registrations(state, ends, now) is taken
        stands = standing(state, ends, places_left=1, now=now)
        assert stands is (Standing.OPEN if taken else Standing.CLOSED)


def test_the_tour_says_how_long_before_where_the_seminar_says_nothing() -> None:
    before = timedelta(days=2, hours=3)
    assert registration_ends(DAY, STARTS_AT, None, before) == BEGINNING - before
    assert registration_ends(DAY, STARTS_AT, DAY, before) == BEGINNING


@pytest.mark.parametrize("state", list(SeminarState))
def test_only_announced_seminars_take_registrations(state: SeminarState) -> None:
    takes = takes_registrations(state, BEGINNING, BEGINNING - MOMENT)
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
    assert standing(state, BEGINNING, places_left=places_left, now=now) is expected


def test_registration_ends_at_an_hour_of_its_last_day_and_with_the_beginning_at_the_latest() -> (
    None
):
    day_before = date(2026, 10, 5)
    ends = registration_ends(DAY, STARTS_AT, day_before, closes_time=time(17))
    assert ends == datetime(2026, 10, 5, 8, tzinfo=UTC)
    assert registration_ends(DAY, STARTS_AT, DAY, closes_time=time(23)) == BEGINNING


@pytest.mark.parametrize(
    ("opens_on", "opens_time", "days", "opens"),
    [
        (None, None, 0, None),
        (None, None, 30, datetime(2026, 9, 6, 1, tzinfo=UTC)),
        (date(2026, 9, 1), None, 30, datetime(2026, 9, 1, 1, tzinfo=UTC)),
        (date(2026, 9, 1), time(12, 30), 0, datetime(2026, 9, 1, 3, 30, tzinfo=UTC)),
    ],
)
def test_registration_opens_on_its_day_or_so_long_before_or_at_once(
    opens_on: date | None, opens_time: time | None, days: int, opens: datetime | None
) -> None:
    assert registration_opens(DAY, opens_on, opens_time, days) == opens


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (BEGINNING - timedelta(days=2) - MOMENT, Standing.NOT_YET),
        (BEGINNING - timedelta(days=2), Standing.OPEN),
        (BEGINNING, Standing.CLOSED),
    ],
)
def test_until_it_opens_a_seminar_takes_nobody_and_says_so(now: datetime, stands: Standing) -> None:
    opens = BEGINNING - timedelta(days=2)
    state = SeminarState.ANNOUNCED
    assert standing(state, BEGINNING, places_left=1, now=now, opens=opens) is stands
    taken = takes_registrations(state, BEGINNING, now, opens=opens)
    assert taken is (stands is Standing.OPEN)


def test_what_would_open_after_its_end_is_over_at_its_end() -> None:
    late = BEGINNING + timedelta(days=1)
    stands = [
        standing(SeminarState.ANNOUNCED, BEGINNING, places_left=1, now=now, opens=late)
        for now in (BEGINNING - MOMENT, BEGINNING, late)
    ]
    assert stands == [Standing.NOT_YET, Standing.CLOSED, Standing.CLOSED]
