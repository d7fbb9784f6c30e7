from datetime import date, timedelta

import pytest

from solver import read_instance
from solver.refusals.proposals import Proposal, propose_days
from tests.solver.tours import START, make_bid, make_tour


def proposed(
    dates: dict[int, int], *, other: dict[int, int], open_days: set[date] | None = None
) -> list[tuple[int, int]]:
    """Return what is proposed to a bid, as days of the tour, and how far away each is."""
    tour = make_tour([make_bid("b1", dates), make_bid("b2", other)], days=14)
    instance = read_instance(tour)
    found = propose_days(instance, instance.bids[0], open_days)
    return [((one.day - START).days, one.distance_days) for one in found]


def test_the_days_nearest_to_a_wished_one_come_first_and_the_earlier_of_two() -> None:
    assert proposed({3: 0, 9: 0}, other=dict.fromkeys(range(14), 0)) == [
        (2, 1), (4, 1), (8, 1), (10, 1),
        (1, 2), (5, 2), (7, 2), (11, 2),
        (0, 3), (6, 3), (12, 3),
        (13, 4),
    ]  # fmt: skip


def test_weekdays_on_which_no_bid_could_be_held_are_left_out() -> None:
    assert proposed({0: 0}, other={8: 0}) == [(1, 1), (7, 7), (8, 8)]


def test_days_outside_the_tour_make_no_weekday_usual() -> None:
    assert proposed({0: 0}, other={20: 0, -1: 0}) == [(7, 7)]


def test_who_knows_which_days_are_open_decides_alone() -> None:
    open_days = {START + timedelta(days=number) for number in (0, 6, 12, 99)}
    assert proposed({0: 0}, other={1: 0}, open_days=open_days) == [(6, 6), (12, 12)]


def test_days_may_be_open_to_some_bids_alone() -> None:
    instance = read_instance(make_tour([make_bid("b1", {0: 0}), make_bid("b2", {0: 0})], days=14))
    open_days = {"b1": {START + timedelta(days=3)}}
    found = [propose_days(instance, bid, open_days) for bid in instance.bids]
    assert found == [(Proposal(START + timedelta(days=3), 3),), ()]


@pytest.mark.parametrize("open_days", [None, {START + timedelta(days=2)}])
def test_where_nothing_was_wished_all_days_are_as_near(open_days: set[date] | None) -> None:
    assert proposed({}, other={2: 0}, open_days=open_days)[0] == (2, 0)


def test_a_proposal_is_a_day_and_its_distance() -> None:
    instance = read_instance(make_tour([make_bid("b1", {0: 0})], days=8))
    (found,) = propose_days(instance, instance.bids[0], None)
    assert found == Proposal(START + timedelta(days=7), 7)
