"""The chart of cost against spread."""

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.web.drawing.fairness_chart import (
    MOST_TICKS,
    FairPoint,
    Mark,
    fairness_chart,
)

POINTS = st.lists(
    st.builds(
        FairPoint,
        spread=st.floats(0, 400),
        yen=st.integers(0, 10**10),
        gap_yen=st.none() | st.integers(0, 10**10),
        mark=st.sampled_from(Mark),
        label=st.just("1"),
    ),
    min_size=1,
    max_size=8,
)


@given(POINTS)
def test_everything_lies_within_the_drawing(points: list[FairPoint]) -> None:
    chart = fairness_chart(points)

    assert len(chart.points) == len(points)
    for each in chart.points:
        assert chart.left <= each.x <= chart.right
        assert chart.top <= each.y <= each.low <= chart.bottom
    assert all(chart.top <= tick.at <= chart.bottom for tick in chart.yen_ticks)
    assert 1 <= len(chart.yen_ticks) <= 2 * MOST_TICKS
    assert all(chart.left <= tick.at <= chart.right for tick in chart.spread_ticks)


def test_cheaper_lies_lower_and_more_even_further_left() -> None:
    even, cheap = fairness_chart(
        [
            FairPoint(0.5, 2_000_000, 0, Mark.BEST, "2"),
            FairPoint(2.5, 1_000_000, None, Mark.BEST, "1"),
        ]
    ).points

    assert even.x < cheap.x
    assert even.y < cheap.y
    assert even.low == even.y


def test_the_line_joins_what_nothing_beats() -> None:
    chart = fairness_chart(
        [
            FairPoint(2.0, 1_000, 0, Mark.BEST, "1"),
            FairPoint(1.0, 2_000, 0, Mark.BEST, "2"),
            FairPoint(1.9, 2_500, 0, Mark.BEATEN, "3"),
        ]
    )

    assert chart.path.count("L") == 1
    assert fairness_chart([FairPoint(1.0, 5, 0, Mark.BEST, "1")]).path == ""


def test_points_upon_each_other_bear_one_label() -> None:
    points = [
        FairPoint(1.0, 5_000, 0, Mark.BEST, "1"),
        FairPoint(1.0, 5_000, 0, Mark.BEST, "2"),
        FairPoint(1.0, 5_000, 0, Mark.OWN, "own"),
        FairPoint(3.0, 9_000, 0, Mark.BEATEN, "3"),
    ]

    assert [each.label for each in fairness_chart(points).points] == ["1 / 2 / own", "", "", "3"]
