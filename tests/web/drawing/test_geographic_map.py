"""The trips of a plan on a geographic map."""

from itertools import combinations
from math import hypot

from seminar_service.domain.prefectures import prefectures
from seminar_service.web.drawing.geographic_map import (
    CLOSEST,
    NAME_HEIGHT,
    GeoPlace,
    geographic_map,
)
from seminar_service.web.drawing.trip_map import STYLES, Route


def route(traveller: str, *places: str) -> Route:
    return Route(traveller, "words", places)


def width(place: GeoPlace) -> float:
    return 14.5 * len(place.name)


def test_a_way_is_drawn_once_for_each_traveller_however_often_it_is_gone() -> None:
    drawn = geographic_map(
        [route("A", "13", "27", "13"), route("A", "13", "27", "13"), route("B", "13", "27", "13")],
        {},
        "ja",
    )

    assert {(each.traveller, each.ends, each.times) for each in drawn.tracks} == {
        ("A", ("13", "27"), 4),
        ("B", ("13", "27"), 2),
    }
    assert len({each.path for each in drawn.tracks}) == 2
    assert len(drawn.routes) == 3


def test_places_say_what_happens_there() -> None:
    drawn = geographic_map([route("A", "13", "27", "40", "13")], {"40": 1, "05": 2}, "en")
    places = {each.code: each for each in drawn.places}

    assert set(places) == {"05", "13", "27", "40"}
    assert (places["27"].stops, places["27"].travellers) == (1, ("A",))
    assert (places["13"].is_home, places["13"].stops) == (True, 0)
    assert (places["40"].refused, places["40"].is_left_out) == (1, False)
    assert (places["05"].name, places["05"].is_left_out) == ("Akita", True)


def test_a_trip_within_a_prefecture_is_a_stop_without_a_way() -> None:
    drawn = geographic_map([route("A", "13", "13", "13")], {}, "ja")

    assert drawn.tracks == ()
    (place,) = drawn.places
    assert (place.stops, place.is_home) == (1, True)


def test_names_of_all_prefectures_keep_off_one_another_and_marks_lie_apart() -> None:
    codes = [each.code for each in prefectures()]
    drawn = geographic_map([route("A", "13", code, "13") for code in codes], {}, "ja")

    for one, other in combinations(drawn.places, 2):
        apart = (width(one) + width(other)) / 2
        beside = abs(one.label.x - other.label.x) >= apart - 4
        assert beside or abs(one.label.y - other.label.y) >= NAME_HEIGHT - 4
        assert hypot(one.x - other.x, one.y - other.y) > CLOSEST * 0.7


def test_more_travellers_than_styles_are_drawn_alike_by_how_often_a_way_is_gone() -> None:
    names = [f"{n:02}" for n in range(STYLES + 1)]
    few = geographic_map([route(name, "13", "27", "13") for name in names[:STYLES]], {}, "ja")
    assert not few.is_bundled
    assert len(few.tracks) == STYLES

    many = geographic_map([route(name, "13", "27", "13") for name in names], {}, "ja")

    assert many.is_bundled
    assert [(each.traveller, each.times) for each in many.tracks] == [("", 2 * len(names))]
    assert [each.travellers for each in many.places if each.code == "27"] == [tuple(names)]


def test_without_routes_the_places_left_out_are_shown() -> None:
    drawn = geographic_map([], {"47": 1}, "ja")

    assert [each.code for each in drawn.places] == ["47"]
    assert drawn.styles == ()
