from datetime import date

from solver import read_instance
from solver.tour.compiled import compile_instance, month_of
from tests.solver.tours import START, Document, day, lock, make_adviser, make_bid, make_tour

ZERO = START.toordinal()


def compiled(*bids: Document) -> list[tuple[dict[int, int], tuple[tuple[int, ...], ...]]]:
    """Return days with their yen, and who is able, of each bid."""
    advisers = [make_adviser("a1"), make_adviser("a2", topics=["ip", "brand"])]
    tour = compile_instance(read_instance(make_tour(list(bids), advisers)))
    return [({day - ZERO: yen for day, yen in bid.day_yen.items()}, bid.able) for bid in tour.bids]


def test_a_bid_can_be_held_on_its_dates_in_the_horizon_by_those_with_the_topics() -> None:
    ((days, able),) = compiled(make_bid("b1", {5: 700, 0: 0, 60: 0}, slots=[["ip"], ["brand"]]))
    assert list(days.items()) == [(0, 0), (5, 700)]
    assert able == ((0, 1), (1,))


def test_moving_what_is_published_costs_its_date_and_its_team_unless_they_stay() -> None:
    current = {"date": day(0), "advisers": ["a1"]}
    bid = make_bid("b1", {0: 0, 1: 0}, current=current)
    ((days, _),) = compiled(bid)
    assert days == {0: 10_000, 1: 40_000}
    tour = compile_instance(read_instance(make_tour([bid])))
    assert tour.bids[0].kept_yen == {0: 10_000}
    assert tour.bids[0].decline_yen == 540_000


def test_a_locked_bid_has_its_own_date_and_team_alone() -> None:
    ((days, able),) = compiled(lock(make_bid("b1", {0: 0, 1: 0}), 1, "a2"))
    assert days == {1: 10_000}
    assert able == ((1,),)


def test_a_locked_adviser_without_the_topics_leaves_nobody_able() -> None:
    ((_, able),) = compiled(lock(make_bid("b1", slots=[["brand"]]), 0, "a1"))
    assert able == ((),)


def test_an_adviser_is_a_position_with_rising_days() -> None:
    adviser = make_adviser(home="far", unavailable=[day(3), day(1)])
    tour = compile_instance(read_instance(make_tour([make_bid("b1")], [adviser])))
    assert tour.advisers[0].home == 2
    assert tour.advisers[0].unavailable == (ZERO + 1, ZERO + 3)
    assert tour.day_length == 16 * 60


def test_months_rise_by_one_over_the_turn_of_the_year() -> None:
    december, january = date(2027, 12, 31).toordinal(), date(2028, 1, 1).toordinal()
    assert month_of(january) == month_of(december) + 1
    assert month_of(december) == month_of(date(2027, 12, 1).toordinal())
