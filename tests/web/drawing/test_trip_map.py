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
    assert [line.style for line in drawn.lines] == [0, 1, 0]
    assert drawn.styles == (("Sato", 0), ("Ito", 1))


def test_styles_can_be_given_to_who_does_not_travel() -> None:
    routes = [Route("Sato", "", ("13", "23", "13"))]
    drawn = trip_map(routes, "en", travellers=["Mori", "Sato"], also=["47"])

    assert drawn.styles == (("Mori", 0), ("Sato", 1))
    assert [line.style for line in drawn.lines] == [1]
    assert [(stop.tile.prefecture.code, stop.count) for stop in drawn.stops] == [
        ("23", 1),
        ("47", 0),
    ]


def test_where_styles_are_too_few_all_are_drawn_alike_by_how_often_a_way_is_gone() -> None:
    routes = [Route(f"Adviser {n}", "", ("13", "23", "13")) for n in range(STYLES)]
    few = trip_map(routes, "en")
    many = trip_map([*routes, Route("Sato", "", ("13", "01", "13"))], "en")

    assert (few.is_bundled, many.is_bundled) == (False, True)
    assert len(few.lines) == STYLES
    assert [(line.route.places, line.times) for line in many.lines] == [
        (("01", "13"), 2),
        (("13", "23"), 2 * STYLES),
    ]
    assert len(many.routes) == STYLES + 1
    assert many.lines[0].route.text == "Hokkaido – Tokyo"


def test_lines_meet_under_the_names_of_their_prefectures() -> None:
    drawn = trip_map([Route("Sato", "5 June", ("13", "23", "01", "13"))], "en")
    for stop in drawn.stops:
        assert all(label.y < stop.y - 5 for label in stop.tile.labels)
        assert stop.y < stop.tile.y + stop.tile.size
