"""The advisers' year from left to right."""

from datetime import date, timedelta

from seminar_service.web.drawing.timeline import (
    BAR,
    DAY,
    TimelineRow,
    TimelineSeminar,
    TimelineTrip,
    stretches,
    timeline,
)


def test_the_months_fill_the_drawing_without_gap() -> None:
    drawn = timeline(2027, ())
    for one, following in zip(drawn.months, drawn.months[1:], strict=False):
        assert one.x + one.width == following.x
    assert drawn.months[0].x == drawn.name_width
    assert drawn.months[-1].x + drawn.months[-1].width == drawn.width


def test_a_seminar_lies_within_the_bar_of_its_trip() -> None:
    day = date(2027, 6, 10)
    trip = TimelineTrip(day - timedelta(days=1), day + timedelta(days=1), "9–11 June")
    drawn = timeline(2027, [TimelineRow("Sato", (trip,), (TimelineSeminar(day, "10 June"),))])
    (bar,), (mark,) = drawn.rows[0].bars, drawn.rows[0].marks
    assert bar.width == 3 * DAY
    assert bar.x < mark.x < bar.x + bar.width


def test_a_trip_over_the_end_of_the_year_is_cut_off_and_one_outside_is_left_out() -> None:
    over_the_end = TimelineTrip(date(2028, 3, 31), date(2028, 4, 2), "31 March")
    outside = TimelineTrip(date(2028, 4, 5), date(2028, 4, 6), "5 April")
    seminar_outside = TimelineSeminar(date(2028, 4, 5), "5 April")
    drawn = timeline(2027, [TimelineRow("Sato", (over_the_end, outside), (seminar_outside,))])
    (bar,) = drawn.rows[0].bars
    assert bar.x + bar.width == drawn.width
    assert drawn.rows[0].marks == ()


def test_unavailable_days_that_follow_each_other_are_one_gap() -> None:
    days = (date(2027, 8, 14), date(2027, 8, 12), date(2027, 8, 13), date(2027, 9, 1))
    drawn = timeline(2027, [TimelineRow("Sato", (), (), days)])
    assert [(gap.first, gap.last) for gap in drawn.rows[0].gaps] == [
        (date(2027, 8, 12), date(2027, 8, 14)),
        (date(2027, 9, 1), date(2027, 9, 1)),
    ]


def test_no_days_make_no_stretch() -> None:
    assert stretches(()) == []


def test_every_adviser_has_a_line_of_their_own_within_the_drawing() -> None:
    rows = [TimelineRow(name, (), ()) for name in ("Ito", "Kato", "Sato")]
    drawn = timeline(2027, rows)
    lines = [row.y for row in drawn.rows]
    assert lines == sorted(set(lines))
    assert drawn.head_height < lines[0]
    assert lines[-1] < drawn.height


def test_seminars_trips_and_unavailable_days_lie_in_lanes_that_do_not_touch() -> None:
    (row,) = timeline(2027, [TimelineRow("Sato", (), ())]).rows
    mark_radius = 6
    assert row.seminar_y + mark_radius <= row.trip_y + 1
    assert row.trip_y + BAR < row.gap_y
