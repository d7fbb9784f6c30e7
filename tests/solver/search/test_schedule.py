"""An adviser's stops in the making; what one more costs is held against all cuts in test_trips."""

from typing import Any

import pytest

from solver.search.schedule import Schedule
from solver.tour.trips import Stop, Traveller
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, day, make_adviser, make_bid, make_tour

ZERO = START.toordinal()


def make_schedule(**changes: Any) -> Schedule:
    bids = [make_bid("b1", place="near"), make_bid("b2", place="far")]
    tour = compile_document(make_tour(bids, [make_adviser(**changes)]))
    return Schedule(Traveller(tour, tour.advisers[0]))


def stop_at(schedule: Schedule, bid: int, number: int) -> Stop:
    tour = schedule.traveller.tour
    return schedule.traveller.stop(tour.bids[bid], ZERO + number)


@pytest.mark.parametrize(
    ("changes", "number", "has_room"),
    [
        ({}, 1, True),
        ({"unavailable": [day(1)]}, 1, False),
        ({"max_seminars": 1}, 1, False),
        ({"max_per_month": 1}, 1, False),
        ({"max_per_month": 1}, 3, True),
    ],
    ids=["free", "unavailable", "full", "month full", "next month"],
)
def test_there_is_room_on_a_day_as_rules_4_and_11_say(
    changes: dict[str, Any], number: int, has_room: bool
) -> None:
    schedule = make_schedule(**changes)
    schedule.add(stop_at(schedule, 0, 0))
    assert schedule.has_room(ZERO + number) == has_room
    assert schedule.keeps_limits()


def test_more_than_the_limits_may_be_put_in_but_is_told() -> None:
    schedule = make_schedule(max_seminars=1)
    schedule.take([stop_at(schedule, 0, 0), stop_at(schedule, 0, 1)])
    assert not schedule.keeps_limits()
    schedule.remove(stop_at(schedule, 0, 1))
    assert schedule.keeps_limits()


def test_a_stop_costs_what_the_travel_then_costs_more() -> None:
    schedule = make_schedule()
    assert schedule.yen == 0
    assert schedule.insertion_yen(stop_at(schedule, 0, 0)) == 2000
    schedule.add(stop_at(schedule, 0, 0))
    assert schedule.yen == 2000


def test_where_the_stops_allow_no_cut_nothing_can_be_added_either() -> None:
    schedule = make_schedule()
    schedule.take([stop_at(schedule, 0, 0), stop_at(schedule, 1, 0)])
    assert schedule.yen is None
    assert schedule.insertion_yen(stop_at(schedule, 0, 9)) is None
