"""Locks whose collision only a model can prove; see test_feasibility for the whole model."""

from solver.proof.networks.collisions import colliding_locks
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import lock, make_adviser, make_bid, make_rules, make_tour


def names(bids: list[object]) -> list[str]:
    return [str(getattr(bid, "id", bid)) for bid in bids]


def test_first_all_locks_of_who_cannot_travel_are_told_then_a_smallest_set() -> None:
    bids = [
        lock(make_bid("b1", place="far", start="08:00"), 0, "a1"),
        lock(make_bid("b2"), 9, "a1"),
        lock(make_bid("b3"), 9, "a2"),
    ]
    advisers = [make_adviser("a1", max_nights_away=0), make_adviser("a2")]
    found = list(colliding_locks(compile_document(make_tour(bids, advisers))))
    assert [names([*each]) for each in found] == [["b1", "b2"], ["b1"]]


def test_a_budget_is_broken_by_those_who_travel_dearest() -> None:
    bids = [
        lock(make_bid("b1"), 0, "a1"),
        lock(make_bid("b2", place="far"), 5, "a2"),
        lock(make_bid("b3", place="far"), 9, "a3"),
    ]
    advisers = [make_adviser(name) for name in ("a1", "a2", "a3")]
    tour = make_tour(bids, advisers, rules=make_rules(travel_budget_yen=19_000))
    *_, smallest = colliding_locks(compile_document(tour))
    assert names([*smallest]) == ["b2", "b3"]
