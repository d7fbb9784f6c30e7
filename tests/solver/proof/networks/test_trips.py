"""Rules 7 to 12 in the exact model."""

from tests.solver.proof.proofs import optimum
from tests.solver.tours import Document, day, lock, make_adviser, make_bid, make_rules, make_tour


def far_after_near(*, locked: bool = False, hotel_yen: int = 1000, **adviser: object) -> Document:
    """Return a seminar near on one day and one far away on the next morning."""
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far", start="10:00")]
    if locked:
        bids = [lock(bid, number, "a1") for number, bid in enumerate(bids)]
    traveller = make_adviser() | adviser
    return make_tour(bids, [traveller], rules=make_rules(hotel_yen=hotel_yen))


def test_two_seminars_are_linked_in_one_trip_where_that_is_cheaper() -> None:
    assert optimum(far_after_near()) == 1000 + 8000 + 9000 + 1000


def test_without_enough_nights_the_far_seminar_is_declined() -> None:
    assert optimum(far_after_near(max_nights_away=0)) == 2000 + 500_000


def test_locked_seminars_that_need_too_many_nights_are_infeasible() -> None:
    assert optimum(far_after_near(locked=True)) is not None
    assert optimum(far_after_near(locked=True, max_nights_away=0)) is None


def test_locked_seminars_around_an_unavailable_date_are_infeasible() -> None:
    assert optimum(far_after_near(locked=True, unavailable=[day(2)])) is not None
    assert optimum(far_after_near(locked=True, unavailable=[day(1)])) is None


def test_one_trip_is_over_before_the_next_begins() -> None:
    bids = [
        lock(make_bid("b1", start="08:00", end="09:00"), 0, "a1"),
        lock(make_bid("b2", start="13:00"), 0, "a1"),
    ]
    assert optimum(make_tour(bids)) == 2400
    bids[1] = lock(make_bid("b2", place="far", start="13:00"), 0, "a1")
    assert optimum(make_tour(bids)) is None


def test_a_leg_longer_than_a_day_is_infeasible() -> None:
    bids = [lock(make_bid("b1", place="far", start="13:00", end="14:00"), 0, "a1")]
    assert (
        optimum(make_tour(bids, rules=make_rules(day_start="10:00", day_end="15:00"))) is not None
    )
    assert optimum(make_tour(bids, rules=make_rules(day_start="10:00", day_end="14:59"))) is None


def test_a_trip_may_be_longer_than_a_month_where_hotels_are_cheap() -> None:
    bids = [make_bid("b1", {0: 0}, place="far"), make_bid("b2", {35: 0}, place="far")]
    tour = make_tour(bids, [make_adviser(max_nights_away=40)], rules=make_rules(hotel_yen=1))
    assert optimum(tour) == 9000 + 400 + 9000 + 35
