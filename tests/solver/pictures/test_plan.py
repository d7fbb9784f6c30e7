import json
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from solver import (
    Decline,
    InvalidPlan,
    Plan,
    Seminar,
    load_instance,
    read_instance,
    read_plan,
    write_plan,
)
from solver.cli import main
from solver.pictures.plan import draw_plan
from solver.pictures.tripmap import TILES, has_map
from tests.solver.peer import TOURS, needs_shared
from tests.solver.tours import START, Document, day, make_adviser, make_bid, make_tour

SVG = "{http://www.w3.org/2000/svg}"
PLAN = Plan(
    "small",
    "feasible",
    2000,
    0,
    (Seminar("b1", START + timedelta(days=4), ("a1",)),),
    (Decline("b2", "outbid"),),
)


def two_bids() -> Document:
    adviser = make_adviser(unavailable=[day(1), day(2), day(9)])
    adviser["name"] = "知財 <太郎>\x07"
    return make_tour([make_bid("b1", {4: 0}), make_bid("b2", {3: 0, 50: 0})], [adviser])


def draw(tour: Document, plan: Plan = PLAN) -> ET.Element:
    return ET.fromstring(draw_plan(read_instance(tour), plan))  # noqa: S314 - our own picture


def titles(picture: ET.Element) -> list[str]:
    return [title.text or "" for title in picture.iter(f"{SVG}title")]


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_a_trip_is_a_bar_with_its_seminars_on_it() -> None:
    picture = draw(two_bids())
    when = START + timedelta(days=4)
    assert f"{when} - {when}: b1 (2,000 yen)" in titles(picture)
    assert len(list(picture.iter(f"{SVG}circle"))) == 1


def test_a_refusal_stands_below_with_its_dates_in_the_horizon_and_its_reason() -> None:
    picture = draw(two_bids())
    assert "× b2 Host b2" in texts(picture)
    assert "outbid" in texts(picture)
    crosses = [line for line in picture.iter(f"{SVG}line") if line.get("stroke") == "#b3261e"]
    assert len(crosses) == 2


def test_names_with_odd_characters_leave_a_picture_that_can_be_read() -> None:
    assert "知財 <太郎>�" in texts(draw(two_bids()))


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        ("2027-04-01", "2028-03-31", [f"2027-{month:02d}" for month in range(4, 13)]),
        ("2026-04-01", "2029-03-31", ["2026-04", "2026-07", "2026-10", "2027-01"]),
        ("0001-01-01", "9999-12-31", ["0500-01", "1000-01", "1500-01"]),
    ],
)
def test_of_a_long_time_only_so_many_months_are_named_as_there_is_room_for(
    start: str, end: str, named: list[str]
) -> None:
    picture = draw({**two_bids(), "horizon": {"start": start, "end": end}})
    months = [text for text in texts(picture) if text[:4].isdigit()]
    assert months[: len(named)] == named
    assert len(months) <= 20


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


def test_a_plan_that_holds_a_bid_twice_is_not_drawn() -> None:
    twice = Plan("small", "feasible", 0, 0, PLAN.seminars * 2)
    with pytest.raises(InvalidPlan):
        draw(two_bids(), twice)


def test_show_writes_the_picture(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("tour.json", "plan.json", "plan.svg")]
    paths[0].write_text(json.dumps(two_bids()), encoding="utf-8")
    paths[1].write_text(json.dumps(write_plan(PLAN)), encoding="utf-8")
    assert main(["show", str(paths[0]), str(paths[1]), "-o", str(paths[2])]) == 0
    assert paths[2].read_text(encoding="utf-8").startswith("<svg")
    missing = str(tmp_path / "none" / "plan.svg")
    assert main(["show", str(paths[0]), str(paths[1]), "-o", missing]) == 64


@needs_shared
def test_the_year_2015_is_drawn_with_its_map() -> None:
    instance = load_instance(TOURS / "fy2015.json")
    document = json.loads((TOURS / "fy2015-actual-plan.json").read_text(encoding="utf-8"))
    picture = ET.fromstring(draw_plan(instance, read_plan(document, instance)))  # noqa: S314 - ours
    assert has_map(instance)
    assert len(list(picture.iter(f"{SVG}circle"))) >= 31
