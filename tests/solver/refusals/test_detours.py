import pytest

from solver import read_instance
from solver.refusals.detours import Detours
from solver.tour.compiled import compile_instance
from tests.solver.tours import make_bid, make_rules, make_tour

HOME, NEAR, FAR = range(3)


def detours(minutes: list[list[int]], *places: str, buffer: int = 60) -> Detours:
    """Return the detours of a tour with half-hour bids in some places."""
    bids = [
        make_bid(f"b{number}", place=place, start="13:00", end="13:30")
        for number, place in enumerate(places)
    ]
    tour = make_tour(bids, rules=make_rules(buffer_minutes=buffer))
    tour["travel"]["minutes"] = minutes
    return Detours(compile_instance(read_instance(tour)))


def test_where_the_direct_way_is_the_quickest_nothing_helps() -> None:
    found = detours([[0, 60, 300], [60, 0, 240], [300, 240, 0]], "near", "far")
    assert not found.can_help(HOME, NEAR)
    assert not found.can_help(HOME, FAR)


@pytest.mark.parametrize(("direct", "helps"), [(149, False), (150, False), (151, True)])
def test_a_bid_on_the_way_helps_where_it_is_quicker_with_its_stay_and_buffer(
    direct: int, helps: bool
) -> None:
    """By way of `near` it is 30 + (30 + 60 of the bid and its buffer) + 30 minutes."""
    found = detours([[0, 30, direct], [30, 0, 30], [direct, 30, 0]], "near", "far")
    assert found.can_help(HOME, FAR) == helps


def test_without_a_bid_there_a_place_is_no_way() -> None:
    found = detours([[0, 30, 300], [30, 0, 30], [300, 30, 0]], "far")
    assert not found.can_help(HOME, FAR)


def test_a_leg_that_fits_no_day_may_need_a_way_around_in_either_direction() -> None:
    too_long = 16 * 60 + 1
    there = detours([[0, 30, too_long], [30, 0, 30], [60, 30, 0]], "near", "far")
    back = detours([[0, 30, 60], [30, 0, 30], [too_long, 30, 0]], "near", "far")
    assert there.can_help(HOME, FAR)
    assert back.can_help(HOME, FAR)


def test_a_way_around_on_the_way_back_is_enough() -> None:
    minutes = [[0, 10, 900], [900, 0, 10], [10, 900, 0]]
    assert detours(minutes, "near", "far", buffer=0).can_help(HOME, NEAR)
    assert not detours(minutes, "near", buffer=0).can_help(HOME, NEAR)
