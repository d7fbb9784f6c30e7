"""The chart of cost and bound while the planner works."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.web.drawing.progress_chart import (
    MOST_TICKS,
    Point,
    ProgressChart,
    progress_chart,
)

YEN = st.integers(0, 1_000_000_000)
POINTS = st.lists(
    st.builds(
        Point,
        seconds=st.floats(0, 3600),
        objective_yen=st.none() | YEN,
        bound_yen=st.just(-1) | YEN,
    ),
    max_size=30,
).map(lambda points: sorted(points, key=lambda point: point.seconds))


def ends_of_steps(path: str) -> list[float]:
    """The heights at which a path of steps runs."""
    return [float(number) for number in re.findall(r"(?:V|M[\d.]+ )([\d.]+)", path)]


def inside(chart: ProgressChart, path: str) -> bool:
    return all(chart.top <= height <= chart.bottom for height in ends_of_steps(path))


def test_nothing_is_drawn_before_the_first_report() -> None:
    chart = progress_chart([], 0)

    assert chart.cost_path == ""
    assert chart.bound_path == ""


def test_a_cost_holds_until_the_next_one_and_up_to_now() -> None:
    points = [Point(0, 1_000, 500), Point(5, 900, 500)]

    chart = progress_chart(points, 10)

    middle = (chart.left + chart.right) / 2
    assert chart.cost_path.startswith(f"M{chart.left:.1f} ")
    assert f"H{middle:.1f}V" in chart.cost_path
    assert chart.cost_path.endswith(f"H{chart.right:.1f}")


def test_cheaper_plans_lie_lower_and_the_bound_below_them() -> None:
    points = [Point(1, 1_000, 0), Point(2, 900, 850)]

    chart = progress_chart(points, 3)

    first, second = ends_of_steps(chart.cost_path)
    assert first < second < ends_of_steps(chart.bound_path)[-1]


def test_a_first_plan_that_is_far_too_dear_does_not_flatten_the_rest() -> None:
    points = [Point(0, 12_400_000, 0), Point(1, 420_000, 300_000), Point(9, 400_000, 390_000)]

    chart = progress_chart(points, 10)

    start, better, best = ends_of_steps(chart.cost_path)
    assert start == chart.top
    assert best - better > (chart.bottom - chart.top) / 20


def test_what_is_unknown_is_not_drawn() -> None:
    chart = progress_chart([Point(0, None, -1), Point(1, None, 100)], 2)

    assert chart.cost_path == ""
    assert len(ends_of_steps(chart.bound_path)) == 1


@given(points=POINTS, seconds=st.floats(0, 3600))
def test_the_drawing_stays_within_its_frame(points: list[Point], seconds: float) -> None:
    chart = progress_chart(points, seconds)

    assert inside(chart, chart.cost_path)
    assert inside(chart, chart.bound_path)
    for ticks in (chart.yen_ticks, chart.second_ticks):
        assert len(ticks) <= MOST_TICKS + 1
        steps = {second.value - first.value for first, second in pairwise(ticks)}
        assert len(steps) <= 1
    assert all(chart.top <= tick.at <= chart.bottom for tick in chart.yen_ticks)
