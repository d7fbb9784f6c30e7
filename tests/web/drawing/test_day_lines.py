"""Lines of days below each other."""

from datetime import date

from seminar_service.web.drawing.day_lines import HEADING, RowGroup, stack
from seminar_service.web.drawing.day_scale import Scale, day_ground

GROUND = day_ground(Scale(date(2026, 4, 1), date(2027, 3, 31)), (), None)


def test_each_line_lies_below_the_one_before_and_headings_make_room() -> None:
    groups = [RowGroup("北", ("a", "b")), RowGroup("", ("c",)), RowGroup("南", ())]

    drawn = stack(GROUND, groups, 10, lambda y, row: (y, row))

    assert drawn.rows == ((HEADING, "a"), (HEADING + 10, "b"), (HEADING + 20, "c"))
    assert [(each.title, each.y) for each in drawn.groups] == [
        ("北", 0),
        ("", HEADING + 20),
        ("南", HEADING + 30),
    ]
    assert drawn.height == 2 * HEADING + 30
    assert drawn.ground is GROUND


def test_without_groups_there_is_no_height() -> None:
    assert stack(GROUND, [], 10, lambda y, row: (y, row)).height == 0
