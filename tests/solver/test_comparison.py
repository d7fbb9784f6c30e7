from datetime import timedelta

from solver import Instance, Seminar, read_instance
from solver.comparison import compare
from tests.solver.tours import START, Document, make_bid, make_tour

LATER = START + timedelta(days=3)
BEFORE = (Seminar("b1", START, ("a1",)), Seminar("b2", LATER, ("a1",)))
AFTER = (Seminar("b1", LATER, ("a1",)), Seminar("b3", START, ("a1",)))


def three_bids() -> Document:
    return make_tour([make_bid(f"b{number}", {0: 0, 3: 700}) for number in (1, 2, 3, 4)])


def make_instance() -> Instance:
    return read_instance(three_bids())


def test_each_bid_that_differs_is_named_with_what_happens_to_it() -> None:
    comparison = compare(make_instance(), BEFORE, AFTER)
    kinds = [(change.bid, change.kind) for change in comparison.changes]
    assert kinds == [("b1", "moved"), ("b2", "declined"), ("b3", "added")]


def test_the_components_add_up_to_the_difference() -> None:
    comparison = compare(make_instance(), BEFORE, (*AFTER, BEFORE[1]))
    differences = comparison.component_differences()
    assert differences["dates"] == 700
    assert differences["declines"] == -500_000
    assert comparison.difference_yen is None
    only_moved = compare(make_instance(), BEFORE[:1], AFTER[:1])
    assert sum(only_moved.component_differences().values()) == only_moved.difference_yen == 700


def test_a_plan_does_not_differ_from_itself() -> None:
    comparison = compare(make_instance(), BEFORE, BEFORE)
    assert (comparison.changes, comparison.difference_yen) == ((), 0)
