"""An adviser's trips, read back into values."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.planning.queries.trips import Leg, read_trip
from tests.planning.documents import trip_document

DAY = date(2026, 10, 6)


def test_a_trip_is_read_with_all_its_legs() -> None:
    trip = read_trip(trip_document(DAY, DAY + timedelta(days=1), bids=(3, 4)))

    assert (trip.departs, trip.leaves_at) == (DAY, time(8))
    assert (trip.returns, trip.home_at) == (DAY + timedelta(days=1), time(19))
    assert (trip.nights, trip.fares_yen, trip.hotels_yen) == (1, 22_000, 10_000)
    assert trip.bids == (3, 4)
    assert trip.legs[0] == Leg("13", "23", DAY, time(8), time(12), 120, 11_000)


@given(st.lists(st.sampled_from(["23", "27", "01"]), min_size=1, max_size=6))
def test_a_trip_goes_from_home_to_home_over_each_prefecture_once(stops: list[str]) -> None:
    document = trip_document(DAY, DAY)
    places = ["13", *stops, "13"]
    document["legs"] = [
        {**document["legs"][0], "from": origin, "to": destination}
        for origin, destination in pairwise(places)
    ]

    trip = read_trip(document)

    assert trip.places == tuple(places)
    assert sorted(trip.stops) == sorted(set(stops))
    assert trip.stops[0] == stops[0]
