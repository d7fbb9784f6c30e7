"""Labels beside points."""

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.web.drawing.label_places import NEAR, Ground, PlacedLabel

SIZE = (40, 16)


def overlap(one: PlacedLabel, other: PlacedLabel) -> bool:
    return abs(one.x - other.x) < SIZE[0] and abs(one.y - other.y) < SIZE[1]


def test_where_nothing_is_a_label_stands_near_and_needs_no_line() -> None:
    label = Ground(400, 400).place((200, 200), *SIZE)

    assert label.leader is None
    assert abs(label.x - 200) <= SIZE[0] / 2 + NEAR
    assert abs(label.y - 200) <= SIZE[1] / 2 + NEAR


def test_a_label_keeps_off_a_line() -> None:
    ground = Ground(400, 400)
    ground.add_line((x, 195.0) for x in range(0, 400, 2))

    label = ground.place((200, 195), *SIZE)

    assert abs(label.y - 195) >= SIZE[1] / 2


def test_labels_keep_off_one_another_and_have_lines_where_that_leads_them_away() -> None:
    ground = Ground(400, 400)

    labels = [ground.place((200, 200), *SIZE) for _ in range(12)]

    assert not any(overlap(one, other) for n, one in enumerate(labels) for other in labels[n + 1 :])
    far = [each for each in labels if each.leader]
    assert far
    for each in far:
        assert each.leader
        assert abs(each.leader[0] - each.x) <= SIZE[0] / 2
        assert abs(each.leader[1] - each.y) <= SIZE[1] / 2


def test_where_everything_is_covered_a_label_stands_all_the_same() -> None:
    ground = Ground(100, 100)
    ground.add_box(50, 50, 100, 100)

    assert ground.place((50, 50), *SIZE)


@given(st.floats(0, 400), st.floats(0, 300), st.floats(5, 90), st.floats(5, 30))
def test_no_label_leaves_the_drawing(x: float, y: float, width: float, height: float) -> None:
    label = Ground(400, 300).place((x, y), width, height)

    assert width / 2 - 0.1 <= label.x <= 400 - width / 2 + 0.1
    assert height / 2 - 0.1 <= label.y <= 300 - height / 2 + 0.1
