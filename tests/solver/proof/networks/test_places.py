"""Rule 6 in the exact model, as a whole and each kind of pair by itself."""

from collections.abc import Callable, Iterator

import pytest
from ortools.sat.python import cp_model

from solver.proof.networks.model import Literal
from solver.proof.networks.places import Days, Span, lifted, spans, within
from tests.solver.proof.proofs import optimum
from tests.solver.tours import Document, lock, make_bid, make_rules, make_tour


def two_in_one_place(gap: int, *, locked: bool) -> Document:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {4: 0})]
    if locked:
        bids = [lock(bids[0], 0, "a1"), lock(bids[1], 4, "a1")]
    return make_tour(bids, rules=make_rules(same_place_gap_days=gap))


@pytest.mark.parametrize("gap", [0, 1, 4])
def test_seminars_far_enough_apart_are_both_held(gap: int) -> None:
    assert optimum(two_in_one_place(gap, locked=True)) == 4000


def test_of_seminars_too_close_together_one_is_declined() -> None:
    assert optimum(two_in_one_place(5, locked=False)) == 502_000


def test_locked_seminars_too_close_together_are_infeasible() -> None:
    assert optimum(two_in_one_place(5, locked=True)) is None


def test_a_third_seminar_fits_between_two_that_are_twice_the_gap_apart() -> None:
    bids = [make_bid("b1", {0: 0, 20: 0}), make_bid("b2", {5: 0}), make_bid("b3", {10: 0})]
    tour = make_tour(bids, rules=make_rules(same_place_gap_days=5))
    assert optimum(tour) == 6000


def test_other_places_are_not_concerned() -> None:
    bids = [make_bid("b1", {0: 0}), make_bid("b2", {1: 0}, place="far")]
    assert optimum(make_tour(bids, rules=make_rules(same_place_gap_days=9))) == 20_000


Kind = Callable[[Days, Span], Iterator[list[Literal]]]


def is_feasible(kind: Kind, offered: dict[int, list[int]], held: set[tuple[int, int]]) -> bool:
    """Say whether one kind of pair lets bids be held on days; the gap is 5.

    Args:
        kind: Yields the sets of which at most one may be true.
        offered: The days of each bid in the place.
        held: Which bid is held on which day.
    """
    model = cp_model.CpModel()
    days: dict[int, list[tuple[int, Literal]]] = {}
    for bid, listed in offered.items():
        for day in listed:
            literal = model.new_bool_var(f"{bid}@{day}")
            days.setdefault(day, []).append((bid, literal))
            model.add(literal == int((bid, day) in held))
    for span in spans(days, 5):
        for literals in kind(days, span):
            model.add_at_most_one(literals)
    return bool(cp_model.CpSolver().solve(model) == cp_model.OPTIMAL)


def test_within_a_span_one_bid_is_held() -> None:
    assert is_feasible(within, {1: [0, 4], 2: [3]}, {(1, 4)})


def test_within_a_span_two_bids_are_not_held() -> None:
    assert not is_feasible(within, {1: [0, 4], 2: [3]}, {(1, 0), (2, 3)})


def test_two_days_as_far_apart_as_the_gap_lie_in_no_span() -> None:
    assert is_feasible(within, {1: [0], 2: [5]}, {(1, 0), (2, 5)})


def test_one_day_with_two_bids_is_a_span() -> None:
    assert not is_feasible(within, {1: [0], 2: [0]}, {(1, 0), (2, 0)})


def test_a_lifted_span_lets_the_further_bid_be_held_alone() -> None:
    assert is_feasible(lifted, {1: [5], 2: [2, 8]}, {(2, 8)})


@pytest.mark.parametrize("day", [2, 8])
def test_a_lifted_span_forbids_the_further_bid_beside_one_within(day: int) -> None:
    assert not is_feasible(lifted, {1: [5], 2: [2, 8]}, {(1, 5), (2, day)})


def test_a_lifted_span_has_the_further_bid_on_both_sides_at_once() -> None:
    model = cp_model.CpModel()
    before, inside, after = (model.new_bool_var(name) for name in ("b2@2", "b1@5", "b2@8"))
    days: Days = {2: [(2, before)], 5: [(1, inside)], 8: [(2, after)]}
    (middle,) = (span for span in spans(days, 5) if span.days == [5] and not span.is_longest)
    assert [list(map(str, one)) for one in lifted(days, middle)] == [["b1@5", "b2@2", "b2@8"]]


def test_a_span_of_one_bid_is_not_lifted_by_the_same() -> None:
    assert is_feasible(lifted, {1: [0, 3]}, {(1, 0), (1, 3)})
