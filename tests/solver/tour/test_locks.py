from solver import read_instance
from solver.formats.violations import Breach
from solver.tour.compiled import compile_instance
from solver.tour.locks import evaluate_locks, locked_seminars
from tests.solver.tours import day, lock, make_bid, make_rules, make_tour

PUBLISHED = {"date": day(4), "advisers": ["a1"]}


def test_what_is_locked_is_held_as_published_and_nothing_else() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), make_bid("b2"), make_bid("b3", current=PUBLISHED)]
    instance = read_instance(make_tour(bids))
    assert [(one.bid, one.advisers) for one in locked_seminars(instance)] == [("b1", ("a1",))]
    locked, broken = evaluate_locks(compile_instance(instance))
    assert [bid.id for bid in locked] == ["b1"]
    assert broken == ()


def test_locks_that_collide_say_what_they_break() -> None:
    bids = [lock(make_bid("b1"), 0, "a1"), lock(make_bid("b2"), 1, "a1")]
    rules = make_rules(same_place_gap_days=2)
    _, broken = evaluate_locks(compile_instance(read_instance(make_tour(bids, rules=rules))))
    assert [one.breach for one in broken] == [Breach.PLACE_GAP]
