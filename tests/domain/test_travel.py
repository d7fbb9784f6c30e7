import json
from pathlib import Path

import pytest

from seminar_service.domain.errors import PrefectureUnknown
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.travel import TravelMode, travel_table

CODES = [each.code for each in prefectures()]
REAL_TOUR = Path(__file__).parents[3] / "shared" / "tours" / "fy2015.json"


def test_every_pair_has_a_journey_and_the_way_back_costs_the_same() -> None:
    table = travel_table()

    for start in CODES:
        for end in CODES:
            assert table.journey(start, end) == table.journey(end, start)
            assert table.journey(start, end).minutes > 0


def test_a_journey_inside_a_prefecture_takes_half_an_hour() -> None:
    journey = travel_table().journey("13", "13")

    assert (journey.minutes, journey.yen, journey.mode) == (30, 400, TravelMode.LOCAL)


def test_a_long_journey_is_made_by_air_and_a_short_one_by_rail() -> None:
    assert travel_table().journey("13", "01").mode is TravelMode.AIR
    assert travel_table().journey("13", "22").mode is TravelMode.RAIL


def test_matrices_follow_the_order_of_the_codes() -> None:
    table = travel_table()

    assert table.minutes_matrix(["13", "01"]) == [[30, 231], [231, 30]]
    assert table.yen_matrix(["13", "01"])[1][0] == table.journey("01", "13").yen


@pytest.mark.parametrize(("start", "end"), [("13", "48"), ("99", "13")])
def test_an_unknown_prefecture_is_named(start: str, end: str) -> None:
    with pytest.raises(PrefectureUnknown) as refusal:
        travel_table().journey(start, end)

    assert refusal.value.given in {"48", "99"}


@pytest.mark.skipif(not REAL_TOUR.exists(), reason="the reference tours lie outside the project")
def test_the_table_gives_the_figures_of_the_real_tour() -> None:
    travel = json.loads(REAL_TOUR.read_text(encoding="utf-8"))["travel"]

    assert travel_table().minutes_matrix(CODES) == travel["minutes"]
    assert travel_table().yen_matrix(CODES) == travel["yen"]
