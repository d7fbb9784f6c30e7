"""Locked bids that collide whatever else is planned."""

import pytest

from solver import Instance, SolveOptions, check, read_instance, solve
from solver.refusals.collisions import explain_strictly, shrink, with_locks
from solver.tour.compiled import CompiledTour
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import (
    Document,
    day,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
)


@pytest.mark.parametrize(
    ("bids", "rules"),
    [
        ([lock(make_bid("b1"), 50, "a1")], {}),
        ([lock(make_bid("b1", slots=[["ip"], ["ip"]]), 0, "a1", "a1")], {}),
        ([lock(make_bid("b1", slots=[["brand"]]), 0, "a1")], {}),
        ([lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2"), 1, "a1")], {"cap": 1}),
        ([lock(make_bid("b1"), 0, "a1")], {"max_seminars_per_day": 0}),
        (
            [lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2"), 1, "a1")],
            {"same_place_gap_days": 2},
        ),
        ([lock(make_bid("b1"), 3, "a1")], {"unavailable": 3}),
    ],
    ids=["date", "twice", "topics", "cap", "day", "place", "unavailable"],
)
def test_rules_that_more_seminars_cannot_mend_prove_it_without_any_model(
    bids: list[Document], rules: dict[str, int]
) -> None:
    unavailable = [day(rules["unavailable"])] if "unavailable" in rules else []
    adviser = make_adviser(max_seminars=rules.get("cap", 9), unavailable=unavailable)
    changed = {key: value for key, value in rules.items() if key not in ("cap", "unavailable")}
    tour = make_tour([*bids, make_bid("b9")], [adviser], rules=make_rules(**changed))
    plan = solve(read_instance(tour), SolveOptions(workers=1), should_stop=lambda: True)
    assert plan.status == "infeasible"
    assert plan.collision is not None
    assert [lock.bid for lock in plan.collision.locks] == [bid["id"] for bid in bids]
    assert check(read_instance(tour), plan).valid


def test_only_as_many_locks_are_named_as_it_takes_to_collide() -> None:
    bids = [lock(make_bid(f"b{number}"), number, "a1") for number in range(4)]
    found = explain_strictly(compile_document(make_tour(bids, [make_adviser(max_seminars=1)])))
    assert found is not None
    assert len(found.locks) == 2


def locked_three() -> Instance:
    return read_instance(make_tour([lock(make_bid(f"b{one}"), one, "a1") for one in range(3)]))


def test_what_is_left_after_shrinking_is_smallest() -> None:
    """The proof asks for the second and third lock, whatever the first does."""

    def is_impossible(tour: CompiledTour) -> bool:
        return {bid.index for bid in tour.bids if bid.locked} >= {1, 2}

    instance = locked_three()
    assert [bid.id for bid in shrink(instance, instance.bids, is_impossible)] == ["b1", "b2"]


def test_with_only_some_locks_the_others_may_move() -> None:
    instance = locked_three()
    tour = with_locks(instance, instance.bids[1:2])
    assert [bid.locked for bid in tour.bids] == [False, True, False]
    assert [bid.locked for bid in instance.bids] == [True, True, True]


def test_locks_that_collide_by_their_travel_alone_are_left_to_a_model() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2", place="far"), 0, "a1")]
    assert explain_strictly(compile_document(make_tour(bids))) is None
