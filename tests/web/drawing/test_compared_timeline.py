"""Two plans on the days from left to right."""

from datetime import date, timedelta

from seminar_service.web.drawing.compared_timeline import (
    ROW,
    ComparedGroup,
    ComparedRow,
    ComparedSeminar,
    ComparedTimeline,
    ComparedTrip,
    Side,
    compared_timeline,
)
from seminar_service.web.drawing.day_lines import HEADING

YEAR = (date(2027, 4, 1), date(2028, 3, 31))
DAY = date(2027, 6, 8)
A_WEEK = timedelta(days=7)


def seminar(side: Side, day: date, label: str = "7") -> ComparedSeminar:
    return ComparedSeminar(side, day, label, f"{label} on {day}")


def trip(side: Side, first: date, last: date) -> ComparedTrip:
    return ComparedTrip(side, first, last, "a trip", ("Kumamoto", "Oita"))


def drawn(*rows: ComparedRow, title: str = "") -> ComparedTimeline:
    return compared_timeline(YEAR, [ComparedGroup(title, rows)], today=DAY)


def row(*seminars: ComparedSeminar, trips: tuple[ComparedTrip, ...] = ()) -> ComparedRow:
    return ComparedRow("Sato", trips, seminars)


def test_what_only_the_one_plan_has_stands_above_what_only_the_other_has() -> None:
    (line,) = drawn(
        row(
            seminar(Side.AFTER, DAY),
            seminar(Side.BEFORE, DAY, "8"),
            seminar(Side.BOTH, DAY, "9"),
            trips=tuple(trip(side, DAY, DAY) for side in Side),
        )
    ).rows

    heights = {mark.seminar.side: mark.y for mark in line.marks}
    assert heights[Side.BEFORE] < heights[Side.BOTH] < heights[Side.AFTER]
    bars = {bar.trip.side: bar.y for bar in line.bars}
    assert bars[Side.BEFORE] < bars[Side.BOTH] < bars[Side.AFTER]
    assert all(line.y < each < line.y + ROW for each in (*heights.values(), *bars.values()))


def test_a_seminar_that_moves_within_a_line_has_a_stroke_from_where_it_was() -> None:
    moved = (seminar(Side.BEFORE, DAY), seminar(Side.AFTER, DAY + A_WEEK))
    (line,) = drawn(row(*moved, seminar(Side.BEFORE, DAY, "8"))).rows

    ((above, below),) = line.strokes
    assert (above.seminar, below.seminar) == moved
    assert above.x < below.x
    assert above.y < below.y


def test_what_differs_bears_its_number_and_what_is_the_same_none() -> None:
    (line,) = drawn(row(seminar(Side.BEFORE, DAY), seminar(Side.BOTH, DAY + A_WEEK, "8"))).rows

    assert [each.text for each in line.numbers] == ["7"]
    assert line.row.differences == 1


def test_numbers_of_marks_that_are_close_together_stand_behind_the_last() -> None:
    days = [DAY + timedelta(days=number) for number in range(3)]
    labels = ["7", "8", "9"]
    (line,) = drawn(
        row(*(seminar(Side.AFTER, *each) for each in zip(days, labels, strict=True)))
    ).rows

    (numbers,) = line.numbers
    assert numbers.text == "7・8・9"
    assert numbers.x > max(mark.x for mark in line.marks)


def test_numbers_leave_the_next_marks_free() -> None:
    first = [seminar(Side.AFTER, DAY + timedelta(days=number), f"10{number}") for number in (0, 3)]
    (line,) = drawn(row(*first, seminar(Side.AFTER, DAY + timedelta(days=10), "200"))).rows

    assert [each.text for each in line.numbers] == ["200"] or line.numbers[0].text.endswith("…")


def test_lines_stand_below_each_other_under_their_heading() -> None:
    found = drawn(row(), row(), title="Kyushu")

    assert [line.y for line in found.rows] == [HEADING, HEADING + ROW]
    assert found.height == HEADING + 2 * ROW
    assert found.ground.today_x is not None


def test_what_lies_outside_of_the_days_is_cut_off() -> None:
    outside = YEAR[1] + A_WEEK
    (line,) = drawn(
        row(
            seminar(Side.AFTER, outside),
            trips=(trip(Side.AFTER, outside, outside), trip(Side.BEFORE, YEAR[1], outside)),
        )
    ).rows

    assert line.marks == ()
    assert [bar.trip.side for bar in line.bars] == [Side.BEFORE]
