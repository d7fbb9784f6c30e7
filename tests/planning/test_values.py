"""How long the planner may think, which days are open, and what a gap is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.planning.values import (
    LONGEST_LIMIT_SECONDS,
    SHORTEST_LIMIT_SECONDS,
    PlanningUnderWay,
    TimeLimitOutOfRange,
    check_time_limit,
    earliest_day,
    gap_share,
    gap_yen,
)
from seminar_service.tours.values import TourStage

LAST = date(2027, 3, 31)
yen = st.integers(0, 10**9)


@pytest.mark.parametrize("seconds", [SHORTEST_LIMIT_SECONDS, LONGEST_LIMIT_SECONDS])
def test_the_planner_may_think_for_a_second_up_to_an_hour(seconds: int) -> None:
    try:
        check_time_limit(seconds)
    except TimeLimitOutOfRange:
        pytest.fail(f"{seconds} seconds are allowed")


@pytest.mark.parametrize("seconds", [SHORTEST_LIMIT_SECONDS - 1, LONGEST_LIMIT_SECONDS + 1])
def test_another_limit_is_refused_with_what_would_be_right(seconds: int) -> None:
    with pytest.raises(TimeLimitOutOfRange, match="1 to 3600 seconds"):
        check_time_limit(seconds)


def test_a_run_that_is_in_the_way_is_named() -> None:
    assert PlanningUnderWay(7).run_id == 7


@given(st.dates(date(2026, 1, 1), LAST - timedelta(days=1)))
def test_what_can_still_be_arranged_begins_tomorrow(today: date) -> None:
    for stage in (TourStage.PREPARATION, TourStage.OPEN):
        assert earliest_day(stage, LAST, today) == today + timedelta(days=1)


@pytest.mark.parametrize(
    ("stage", "today"),
    [
        (TourStage.OPEN, LAST),
        (TourStage.OPEN, LAST + timedelta(days=1)),
        (TourStage.ARCHIVED, date(2026, 4, 1)),
    ],
)
def test_a_tour_that_is_over_is_planned_in_hindsight(stage: TourStage, today: date) -> None:
    assert earliest_day(stage, LAST, today) is None


@given(yen, yen)
def test_the_gap_is_what_a_plan_may_be_too_dear(bound: int, more: int) -> None:
    cost = bound + more

    share = gap_share(cost, bound)

    assert gap_yen(cost, bound) == more
    assert share is not None
    assert 0 <= share <= 1
    assert share * cost == pytest.approx(more)


@pytest.mark.parametrize(("cost", "bound"), [(None, 5), (5, None), (5, -1), (None, None)])
def test_without_cost_or_proof_there_is_no_gap(cost: int | None, bound: int | None) -> None:
    assert gap_yen(cost, bound) is None
    assert gap_share(cost, bound) is None
