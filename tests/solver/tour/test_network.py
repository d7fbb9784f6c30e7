"""The sparse networks of trips."""

from solver.effort.effort import USUAL
from solver.tour.network import build_network, link_saves
from solver.tour.trips import Traveller
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour


def network_of(tour: Document) -> tuple[int, int, int]:
    """Return how many beginnings, links and ends the first adviser's network has."""
    compiled = compile_document(tour)
    traveller = Traveller(compiled, compiled.advisers[0])
    stops = [traveller.stop(bid, day) for bid in compiled.bids for day in bid.day_yen]
    network = build_network(traveller, stops, USUAL.networks.most_states)
    return len(network.begins), len(network.links), len(network.ends)


def two_days(hotel_yen: int) -> Document:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far", start="12:00")]
    return make_tour(bids, rules=make_rules(hotel_yen=hotel_yen))


def test_a_link_that_saves_money_is_there() -> None:
    # The far stop ends a trip by itself, or one that has been under way since the day before.
    assert network_of(two_days(hotel_yen=1000)) == (2, 1, 3)


def test_a_link_that_costs_as_much_as_going_home_is_left_out() -> None:
    assert network_of(two_days(hotel_yen=2000)) == (2, 0, 2)


def test_a_link_that_costs_more_is_there_where_one_cannot_be_home_in_time() -> None:
    tour = two_days(hotel_yen=90_000)
    tour["bids"][1]["start"] = "10:00"
    tour["bids"][0]["end"] = "21:30"
    compiled = compile_document(tour)
    traveller = Traveller(compiled, compiled.advisers[0])
    first, second = (traveller.stop(bid, next(iter(bid.day_yen))) for bid in compiled.bids)
    assert link_saves(traveller, first, second)


def test_no_trip_comes_to_one_bid_twice() -> None:
    bids = [
        make_bid("b1", {0: 0, 2: 0}, place="far"),
        make_bid("b2", {1: 0}, place="far"),
    ]
    # From either date of b1 to b2 and on there are two links; a third would come back to b1.
    begins, links, ends = network_of(make_tour(bids, rules=make_rules(hotel_yen=1)))
    assert (begins, links, ends) == (3, 2, 5)


def test_no_trip_comes_to_one_place_twice_within_the_gap() -> None:
    bids = [make_bid("b1", {0: 0}, place="far"), make_bid("b2", {1: 0}, place="far")]
    rules = make_rules(hotel_yen=1, same_place_gap_days=2)
    assert network_of(make_tour(bids, rules=rules)) == (2, 0, 2)


def test_an_adviser_who_can_have_no_night_has_no_links_over_night() -> None:
    tour = two_days(hotel_yen=1)
    tour["advisers"] = [make_adviser(max_nights_away=0)]
    assert network_of(tour)[1] == 0
