"""What a plan changes beside what holds."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.releases.changes import Appointment, ChangeKind, compare

OCTOBER = [date(2026, 10, day) for day in range(1, 5)]
appointments = st.builds(
    Appointment,
    day=st.sampled_from(OCTOBER),
    starts_at=st.just(time(13, 30)),
    ends_at=st.just(time(16, 30)),
    team=st.lists(st.integers(1, 3), min_size=1, max_size=2, unique=True).map(tuple),
)
years = st.dictionaries(st.integers(1, 5), appointments)


def appointment(day: int, *team: int) -> Appointment:
    return Appointment(date(2026, 10, day), time(13, 30), time(16, 30), team)


def test_a_bid_without_a_seminar_gets_a_new_one() -> None:
    (change,) = compare({}, {7: appointment(1, 1)})
    assert change.kind is ChangeKind.NEW
    assert change.joining == {1}


def test_a_seminar_that_the_plan_leaves_out_is_cancelled_and_its_advisers_are_free() -> None:
    (change,) = compare({7: appointment(1, 1, 2)}, {})
    assert change.kind is ChangeKind.CANCELLED
    assert change.leaving == {1, 2}


def test_whoever_stays_in_a_team_is_asked_again_when_the_day_moves() -> None:
    (change,) = compare({7: appointment(1, 1, 2)}, {7: appointment(2, 2, 3)})
    assert change.kind is ChangeKind.MOVED
    assert change.joining == {2, 3}
    assert change.leaving == {1}


def test_only_newcomers_are_asked_when_the_day_stays() -> None:
    (change,) = compare({7: appointment(1, 1, 2)}, {7: appointment(1, 1, 3)})
    assert change.kind is ChangeKind.TEAM
    assert change.joining == {3}
    assert change.leaving == {2}


@given(years)
def test_a_plan_changes_nothing_about_itself(year: dict[int, Appointment]) -> None:
    assert {change.kind for change in compare(year, year)} <= {ChangeKind.KEPT}


@given(years, years)
def test_applying_the_changes_gives_the_plan(
    current: dict[int, Appointment], planned: dict[int, Appointment]
) -> None:
    changes = compare(current, planned)
    after = {change.bid_id: change.after for change in changes if change.after is not None}
    assert after == planned
    assert {change.bid_id for change in changes} == current.keys() | planned.keys()
