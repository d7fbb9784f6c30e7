"""How registrations come in, drawn."""

import re

import pytest

from seminar_service.web.drawing.course_chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    TOP,
    WIDTH,
    course_chart,
    courses_chart,
    sparkline,
)


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path."""
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_time_goes_to_the_right_and_people_upwards() -> None:
    drawn = points(course_chart([8, 4, 0], [], 0).own_path)
    assert [x for x, _ in drawn] == [LEFT, (LEFT + WIDTH - RIGHT) / 2, WIDTH - RIGHT]
    assert drawn[0][1] == HEIGHT - BOTTOM
    assert drawn[0][1] > drawn[1][1] > drawn[2][1] >= TOP


def test_what_is_still_to_come_is_not_drawn() -> None:
    assert len(points(course_chart([5, 5, 5, 2], [], 2).own_path)) == 2
    assert course_chart([5, 5, 5, 2], [], 3).own_path == ""
    assert len(points(course_chart([5, 5, 5, 2], [], -9).own_path)) == 4


def test_what_is_usual_is_drawn_to_the_end_and_within_the_same_frame() -> None:
    drawn = course_chart([1, 1, 1], [40.5, 20, 0], 2)
    assert len(points(drawn.usual_path)) == 3
    assert all(TOP <= y <= HEIGHT - BOTTOM for _, y in points(drawn.usual_path))
    assert drawn.frame.people_ticks[-1].value >= 40.5


@pytest.mark.parametrize("most", [0, 1, 3, 7, 49, 700, 12_345])
def test_ticks_are_round_and_few(most: int) -> None:
    ticks = course_chart([most, 0], [], 0).frame.people_ticks
    assert ticks[0].value == 0
    assert 2 <= len(ticks) <= 7
    assert all(TOP <= tick.at <= HEIGHT - BOTTOM for tick in ticks)
    assert all(str(tick.value).rstrip("0") in {"", *map(str, range(1, 13))} for tick in ticks[:2])


def test_days_are_named_in_tens() -> None:
    assert [tick.value for tick in course_chart([0] * 61, [], 0).frame.day_ticks] == [
        *(0, 10, 20, 30, 40, 50, 60)
    ]


def test_a_small_drawing_stays_within_its_frame_and_is_empty_without_people() -> None:
    drawn = points(sparkline([9, 4, 4, 0], 0))
    assert drawn[0][0] == 0
    assert drawn[-1][0] == SPARK_WIDTH
    assert all(0 <= y <= SPARK_HEIGHT for _, y in drawn)
    assert sparkline([0, 0, 0], 0) == ""
    assert sparkline([3, 3, 3], 2) == ""
    assert sparkline([3, 3, 3], 5) == ""


def test_several_courses_share_a_frame_and_end_where_nothing_is_known() -> None:
    drawn = courses_chart([[None, 4, 2], [10, 5, 1], [None, None, 3]])
    assert [len(points(path)) for path in drawn.paths] == [2, 3, 0]
    assert points(drawn.paths[0])[-1][0] < points(drawn.paths[1])[-1][0] == WIDTH - RIGHT
    assert drawn.frame.people_ticks[-1].value == 10
    assert courses_chart([]).paths == ()
