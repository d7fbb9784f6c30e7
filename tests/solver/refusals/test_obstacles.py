from datetime import timedelta

from solver import read_instance
from solver.formats.violations import Breach
from solver.refusals.obstacles import beside_locks, find_obstacles
from tests.solver.tours import START, day, lock, make_adviser, make_bid, make_rules, make_tour


def test_each_date_of_the_bid_tells_what_stands_in_its_way_beside_the_locks() -> None:
    bids = [
        lock(make_bid("locked"), 0, "a1"),
        make_bid("free", {3: 0}),
        make_bid("b1", {0: 0, 3: 0, 5: 0}),
    ]
    adviser = make_adviser(unavailable=[day(5)])
    rules = make_rules(max_seminars_per_day=1)
    instance = read_instance(make_tour(bids, [adviser], rules=rules))
    found = find_obstacles(beside_locks(instance), "b1")
    assert [one.date - START for one in found] == [timedelta(days=number) for number in (0, 3, 5)]
    broken = [{one.breach for one in obstacle.broken} for obstacle in found]
    assert broken == [{Breach.SEMINARS_ON_DAY, Breach.TRAVEL}, set(), {Breach.TRAVEL}]


def test_a_bid_without_dates_has_none() -> None:
    instance = read_instance(make_tour([make_bid("b1", {})]))
    assert find_obstacles(beside_locks(instance), "b1") == ()
