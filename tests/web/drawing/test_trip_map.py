"""Trips as lines between tiles."""

from seminar_service.web.drawing.trip_map import STYLES, Route, trip_map


def test_a_trip_is_one_line_from_home_through_its_stops_and_back() -> None:
    drawn = trip_map([Route("Sato", "5–7 June", ("13", "23", "27", "13"))], "en")
    (line,) = drawn.lines
    assert line.path.startswith("M")
    assert line.path.count("Q") == 3
    assert line.path.endswith(line.path[1:].split("Q")[0])


def test_a_move_within_a_prefecture_draws_nothing() -> None:
    drawn = trip_map([Route("Sato", "5 June", ("13", "13", "13"))], "en")
    assert "Q" not in drawn.lines[0].path


def test_stops_are_counted_over_all_trips_and_homes_are_not() -> None:
    drawn = trip_map(
        [
            Route("Sato", "5 June", ("13", "23", "13")),
            Route("Ito", "6 June", ("27", "23", "01", "27")),
        ],
        "en",
    )
    assert [(stop.tile.name, stop.count) for stop in drawn.stops] == [("Hokkaido", 1), ("Aichi", 2)]


def test_trips_of_one_adviser_look_alike_and_those_of_two_do_not() -> None:
    drawn = trip_map(
        [
            Route("Sato", "5 June", ("13", "23", "13")),
            Route("Ito", "6 June", ("27", "23", "27")),
            Route("Sato", "9 July", ("13", "01", "13")),
        ],
        "en",
    )
    assert [line.style for line in drawn.lines] == [1, 0, 1]
    assert drawn.styles == (("Ito", 0), ("Sato", 1))


def test_the_seventh_adviser_repeats_the_first_style() -> None:
    routes = [Route(f"Adviser {n}", "", ("13", "23", "13")) for n in range(STYLES + 1)]
    assert [line.style for line in trip_map(routes, "en").lines] == [0, 1, 2, 3, 4, 5, 0]


def test_where_styles_are_too_few_numbers_tell_advisers_apart() -> None:
    routes = [Route(f"Adviser {n}", "", ("13", "23", "13")) for n in range(STYLES + 1)]
    few, many = trip_map(routes[:STYLES], "en"), trip_map(routes, "en")
    assert (few.is_numbered, many.is_numbered) == (False, True)
    assert [line.number for line in many.lines] == list(range(1, STYLES + 2))
    assert [name for name, _ in many.styles] == [line.route.traveller for line in many.lines]
    assert len({line.mark for line in many.lines[:STYLES]}) == STYLES


def test_lines_meet_under_the_names_of_their_prefectures() -> None:
    drawn = trip_map([Route("Sato", "5 June", ("13", "23", "01", "13"))], "en")
    for stop in drawn.stops:
        assert all(label.y < stop.y - 5 for label in stop.tile.labels)
        assert stop.y < stop.tile.y + stop.tile.size
