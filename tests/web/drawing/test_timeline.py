"""Days of advisers from left to right."""

from datetime import date, timedelta

from seminar_service.web.drawing.timeline import (
    ROW,
    TRIP,
    Timeline,
    TimelineGroup,
    TimelineRow,
    TimelineSeminar,
    TimelineTrip,
    timeline,
)

YEAR = (date(2027, 4, 1), date(2028, 3, 31))
MONTH = (date(2027, 6, 1), date(2027, 6, 30))
DAY = date(2027, 6, 10)
ONE_DAY = timedelta(days=1)


def drawn(*rows: TimelineRow, days: tuple[date, date] = YEAR, **values: object) -> Timeline:
    return timeline(days, [TimelineGroup("", rows)], **values)  # type: ignore[arg-type]  # as named


def trip(first: date, last: date, **values: object) -> TimelineTrip:
    return TimelineTrip(first, last, "a trip", **values)  # type: ignore[arg-type]  # as named


def test_a_seminar_lies_within_the_bar_of_its_trip() -> None:
    away = trip(DAY - ONE_DAY, DAY + ONE_DAY)
    row = TimelineRow("Sato", (away,), (TimelineSeminar(DAY, "10 June"),))
    for days in (YEAR, MONTH):
        found = drawn(row, days=days)
        (bar,), (mark,) = found.rows[0].bars, found.rows[0].marks
        assert abs(bar.width - 3 * found.ground.day) < 0.2
        assert bar.x < mark.x < bar.x + bar.width


def test_nights_reach_from_the_middle_of_the_first_day_to_that_of_the_last() -> None:
    (bar,) = drawn(TimelineRow("Sato", (trip(DAY, DAY + 2 * ONE_DAY),), ())).rows[0].bars
    assert bar.nights is not None
    assert bar.x < bar.nights.x
    assert bar.nights.x + bar.nights.width < bar.x + bar.width


def test_a_trip_of_a_day_has_no_nights() -> None:
    (bar,) = drawn(TimelineRow("Sato", (trip(DAY, DAY),), ())).rows[0].bars
    assert bar.nights is None


def test_days_of_a_trip_without_a_seminar_are_told_apart() -> None:
    away = trip(DAY - ONE_DAY, DAY + ONE_DAY, busy=frozenset({DAY}))
    (bar,) = drawn(TimelineRow("Sato", (away,), ())).rows[0].bars
    assert [(each.first, each.last) for each in bar.waits] == [
        (DAY - ONE_DAY, DAY - ONE_DAY),
        (DAY + ONE_DAY, DAY + ONE_DAY),
    ]


def test_a_trip_carries_its_places_where_the_next_one_leaves_room() -> None:
    crowded = (
        trip(DAY, DAY, places=("大阪",)),
        trip(DAY + ONE_DAY, DAY + ONE_DAY, places=("京都",)),
    )
    one, other = drawn(TimelineRow("Sato", crowded, ())).rows[0].bars
    assert (one.label, other.label) == ("", "京都")
    assert other.label_x > other.x


def test_a_trip_over_the_end_of_the_year_is_cut_off_and_one_outside_is_left_out() -> None:
    over_the_end = trip(date(2028, 3, 31), date(2028, 4, 2))
    outside = trip(date(2028, 4, 5), date(2028, 4, 6))
    seminar_outside = TimelineSeminar(date(2028, 4, 5), "5 April")
    found = drawn(TimelineRow("Sato", (over_the_end, outside), (seminar_outside,)))
    (bar,) = found.rows[0].bars
    assert abs(bar.x + bar.width - found.ground.width) < 0.2
    assert found.rows[0].marks == ()


def test_who_has_nothing_on_these_days_is_not_busy() -> None:
    idle, busy = drawn(
        TimelineRow("Ito", (), (), (DAY,)), TimelineRow("Sato", (), (TimelineSeminar(DAY, ""),))
    ).rows
    assert (idle.is_busy, busy.is_busy) == (False, True)
    assert [(gap.first, gap.last) for gap in idle.gaps] == [(DAY, DAY)]


def test_every_adviser_has_a_line_of_their_own_and_groups_have_headings() -> None:
    groups = [
        TimelineGroup("関東", (TimelineRow("Ito", (), ()), TimelineRow("Kato", (), ()))),
        TimelineGroup("近畿", (TimelineRow("Sato", (), ()),)),
    ]
    found = timeline(YEAR, groups)
    lines = [row.y for row in found.rows]
    assert lines == sorted(set(lines))
    assert lines[1] - lines[0] == ROW
    assert lines[2] - lines[1] > ROW
    assert lines[-1] + ROW == found.height


def test_seminars_and_trips_lie_in_lanes_that_do_not_touch() -> None:
    (row,) = drawn(TimelineRow("Sato", (), ())).rows
    mark_radius = 6
    assert row.seminar_y + mark_radius <= row.trip_y
    assert row.trip_y + TRIP < row.night_y < row.y + ROW


def test_where_days_are_narrow_weekends_are_no_noise() -> None:
    weekend = {date(2027, 6, 5), date(2027, 6, 6)}
    long_rest = {date(2027, 8, 11) + ONE_DAY * number for number in range(6)}
    assert [each.first for each in drawn(closed=weekend | long_rest).ground.closed] == [
        date(2027, 8, 11)
    ]
    assert [each.first for each in drawn(days=MONTH, closed=weekend).ground.closed] == [
        date(2027, 6, 5)
    ]


def test_days_are_numbered_where_they_are_wide_enough() -> None:
    assert drawn().ground.days == ()
    assert len(drawn(days=MONTH).ground.days) == 30
    assert len(drawn().ground.weeks) == 53


def test_the_present_day_is_drawn_where_it_is_shown() -> None:
    assert drawn(today=DAY).ground.today_x is not None
    assert drawn(today=DAY - 400 * ONE_DAY).ground.today_x is None
    assert drawn().ground.today_x is None
