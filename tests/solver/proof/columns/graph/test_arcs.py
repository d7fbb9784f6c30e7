import pytest

from solver.proof.columns.graph.arcs import Clock, fits_between
from solver.proof.columns.graph.trip_graph import build_graph
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import Document, day, make_adviser, make_bid, make_rules, make_tour

CLOCK = Clock(day_start=360, day_end=1320, buffer=60)
"""From 6:00 to 22:00, an hour before each seminar."""


@pytest.mark.parametrize(
    ("gap", "leg", "end", "begin", "fits"),
    [
        (0, 60, 600, 720, True),
        (0, 61, 600, 720, False),
        (1, 120, 1200, 480, True),
        (1, 121, 1200, 480, False),
        (1, 121, 1199, 480, True),
        (1, 121, 1200, 541, True),
        (2, 960, 1320, 360, True),
        (2, 961, 600, 1200, False),
    ],
    ids=[
        "on one day",
        "too late on one day",
        "in the evening",
        "neither in the evening nor in the morning",
        "just in the evening",
        "just in the morning",
        "a day in between",
        "longer than a day",
    ],
)
def test_a_leg_fits_between_two_seminars_as_rules_9_and_12_say(
    gap: int, leg: int, end: int, begin: int, fits: bool
) -> None:
    assert fits_between(CLOCK, gap, leg, end, begin) == fits


def arcs(bids: list[Document], rules: Document | None = None, **changes: object) -> set[str]:
    """Return which bids can follow each other, and for how much."""
    advisers = [make_adviser("a1") | changes]
    graph = build_graph(compile_document(make_tour(bids, advisers, rules=rules)))
    found = set()
    for node in range(len(graph.bid)):
        for arc in range(graph.arc_first[node], graph.arc_first[node + 1]):
            after = graph.arc_to[arc]
            found.add(f"{graph.bid[node]}-{graph.bid[after]}: {graph.arc_yen[arc]:.0f}")
    return found


NEAR_THEN_FAR = [make_bid("b0"), make_bid("b1", {1: 0}, place="far")]


def test_a_night_between_two_seminars_is_in_the_price_of_the_arc() -> None:
    assert arcs(NEAR_THEN_FAR, make_rules(hotel_yen=500)) == {"0-1: 8500"}


@pytest.mark.parametrize(
    "changes",
    [{"max_nights_away": 0}, {"unavailable": [day(1)]}],
    ids=["no nights", "unavailable"],
)
def test_no_arc_leads_where_the_adviser_cannot_be(changes: dict[str, object]) -> None:
    assert arcs(NEAR_THEN_FAR, make_rules(hotel_yen=500), **changes) == set()


@pytest.mark.parametrize(("hotel_yen", "found"), [(1999, {"0-1: 9999"}), (2000, set())])
def test_an_arc_that_costs_as_much_as_going_home_is_left_out(
    hotel_yen: int, found: set[str]
) -> None:
    """By way of home it is 1,000 and 9,000 yen, directly 8,000 and a night."""
    assert arcs(NEAR_THEN_FAR, make_rules(hotel_yen=hotel_yen)) == found


@pytest.mark.parametrize(("gap", "number"), [(1, 1), (2, 0)])
def test_no_arc_leads_to_the_same_place_within_the_gap(gap: int, number: int) -> None:
    bids = [make_bid("b0", place="far"), make_bid("b1", {1: 0}, place="far")]
    rules = make_rules(hotel_yen=500, same_place_gap_days=gap)
    assert len(arcs(bids, rules)) == number


def test_no_arc_leads_to_the_same_bid() -> None:
    assert arcs([make_bid("b0", {0: 0, 1: 0}, place="far")], make_rules(hotel_yen=0)) == set()
