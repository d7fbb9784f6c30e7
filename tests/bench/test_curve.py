import json

import pytest

from tests.bench.curve import (
    Point,
    bound_settled,
    first_as_cheap,
    first_plan,
    first_within,
    gap_between,
    improving,
    read_point,
)
from tests.bench.examples import CURVE


def line(**entries: object) -> str:
    return json.dumps({"seconds": 0.1, "objective_yen": 900, "bound_yen": 800} | entries)


def test_a_progress_line_is_read_with_the_moment_at_which_it_came() -> None:
    point = read_point(line(phase="proof"), 1.5)
    assert point == Point(1.5, 900, 800, "proof")


@pytest.mark.parametrize("text", ["", "Warning: slow", "[1]", "17", '{"other": 1}', "{"])
def test_any_other_line_is_no_progress(text: str) -> None:
    assert read_point(text, 1.0) is None


@pytest.mark.parametrize("bound", [-1, None, "high", True])
def test_what_is_no_bound_is_unknown(bound: object) -> None:
    point = read_point(line(bound_yen=bound), 1.0)
    assert point is not None
    assert (point.bound_yen, point.gap) == (None, None)


def test_a_peer_may_tell_costs_alone() -> None:
    assert read_point('{"objective_yen": 900}', 1.0) == Point(1.0, 900, None)


def test_the_gap_is_a_share_of_the_cost() -> None:
    assert gap_between(1000, 990) == pytest.approx(0.01)
    assert gap_between(0, 0) == 0


def test_a_worse_plan_or_bound_later_does_not_count() -> None:
    told = [Point(1, 1000, 500), Point(2, 1200, 400), Point(3, None, 600)]
    curve = improving(told)
    assert [(point.objective_yen, point.bound_yen) for point in curve] == [
        (1000, 500),
        (1000, 500),
        (1000, 600),
    ]


def test_a_gap_counts_from_when_it_is_known() -> None:
    assert first_within(CURVE, 0.5) == 2.0
    assert first_within(CURVE, 0.01) == 3.0
    assert first_within(CURVE, 0.001) == 4.0
    assert first_within(CURVE[:3], 0.01) is None


def test_declining_everything_is_not_yet_a_first_plan() -> None:
    assert first_plan(CURVE) == 1.0


def test_where_nothing_better_comes_the_first_plan_is_the_one_to_start_from() -> None:
    assert first_plan(CURVE[:1]) == 0.5
    assert first_plan([]) is None


def test_a_program_is_as_good_as_another_once_its_plan_costs_no_more() -> None:
    assert first_as_cheap(CURVE, 1000) == 1.0
    assert first_as_cheap(CURVE, 1999) == 1.0
    assert first_as_cheap(CURVE, 999) is None


def test_a_bound_is_settled_when_it_is_near_its_last_value() -> None:
    assert bound_settled(CURVE, 0.005) == 3.0
    assert bound_settled(CURVE, 0.0) == 4.0
    assert bound_settled(CURVE[:2], 0.005) is None
