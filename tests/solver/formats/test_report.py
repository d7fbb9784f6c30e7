from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Components, Leg, Report, Trip


def report(objective_yen: int | None, bound_yen: int | None) -> Report:
    return Report(objective_yen, Components(), (), {}, bound_yen=bound_yen)


@given(parts=st.lists(st.integers(0, 10**9), min_size=7, max_size=7))
def test_the_cost_is_the_sum_of_its_components(parts: list[int]) -> None:
    components = Components(*parts)
    assert components.total == sum(parts)
    assert components.travel == components.fares + components.hotels


@pytest.mark.parametrize(
    ("objective_yen", "bound_yen", "gap"),
    [
        (1000, 990, 0.01),
        (1000, 1000, 0.0),
        (0, 0, 0.0),
        (None, 0, None),
        (1000, None, None),
        (1000, -1, None),
    ],
)
def test_the_gap_is_a_share_of_the_cost_and_unknown_without_a_bound(
    objective_yen: int | None, bound_yen: int | None, gap: float | None
) -> None:
    assert report(objective_yen, bound_yen).gap == gap


def test_a_trip_is_written_with_its_times_and_sums() -> None:
    legs = (Leg("home", "far", 300, 9000), Leg("far", "home", 300, 9000))
    trip = Trip(date(2027, 6, 28), date(2027, 6, 29), 1020, 1200, 1, 18_000, 10_000, legs, ("b1",))
    assert trip.document() == {
        "departs": "2027-06-28",
        "leaves_at": "17:00",
        "returns": "2027-06-29",
        "home_at": "20:00",
        "bids": ["b1"],
        "nights": 1,
        "fares_yen": 18_000,
        "hotels_yen": 10_000,
    }
