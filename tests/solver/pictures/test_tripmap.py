import json
from xml.etree import ElementTree as ET

from solver import (
    load_instance,
    read_instance,
    read_plan,
)
from solver.pictures.plan import draw_plan
from solver.pictures.tripmap import TILES, has_map
from tests.solver.peer import TOURS, needs_shared
from tests.solver.pictures.drawn import SVG, draw, titles, two_bids


def test_places_that_are_no_prefectures_have_no_map() -> None:
    tour = two_bids()
    assert not has_map(read_instance(tour))
    assert not any(title.startswith("13") for title in titles(draw(tour)))


def test_prefectures_are_drawn_as_a_map_with_the_legs() -> None:
    text = json.dumps(two_bids()).replace('": "home"', '": "13"').replace('": "near"', '": "14"')
    tour = json.loads(text.replace('": "far"', '": "47"'))
    picture = draw(tour)
    assert {"Near: 1", "Home: 0", "Far: 0"} <= set(titles(picture))
    legs = [line for line in picture.iter(f"{SVG}line") if line.get("stroke") == "#4a6fa5"]
    assert len(legs) == 2


def test_each_prefecture_has_a_tile_of_its_own() -> None:
    assert sorted(TILES) == [f"{code:02d}" for code in range(1, 48)]
    assert len(set(TILES.values())) == len(TILES)


@needs_shared
def test_the_year_2015_is_drawn_with_its_map() -> None:
    instance = load_instance(TOURS / "fy2015.json")
    document = json.loads((TOURS / "fy2015-actual-plan.json").read_text(encoding="utf-8"))
    picture = ET.fromstring(draw_plan(instance, read_plan(document, instance)))  # noqa: S314 - ours
    assert has_map(instance)
    assert len(list(picture.iter(f"{SVG}circle"))) >= 31
