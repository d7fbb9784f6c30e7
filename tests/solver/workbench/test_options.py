"""Options in order, lazily; each against its move is tried in test_workbench."""

from itertools import islice

import pytest

from solver import Seminar, evaluate, read_instance
from solver.formats.violations import Breach
from solver.workbench.options import Options
from tests.solver.tours import START, Document, lock, make_adviser, make_bid, make_rules, make_tour

TWO = [make_adviser("a1"), make_adviser("a2")]


def options(bid: Document, rules: Document | None = None, **held: int) -> Options:
    """Return the options for a bid, beside others that a1 holds."""
    others = [make_bid(name) for name in held]
    instance = read_instance(make_tour([bid, *others], TWO, rules=rules))
    return evaluate(instance, [Seminar(name, START, ("a1",)) for name in held]).options_for(
        str(bid["id"])
    )


def test_the_cheapest_of_all_dates_comes_first_and_equal_ones_by_date_and_name() -> None:
    found = options(make_bid("b1", {0: 500, 3: 0, 4: 0}))
    assert [(one.date.day, one.advisers[0]) for one in islice(found, 5)] == [
        (1, "a1"),
        (1, "a2"),
        (2, "a1"),
        (2, "a2"),
        (28, "a1"),
    ]


def test_iterating_again_begins_anew() -> None:
    found = options(make_bid("b1", {0: 0, 3: 0}))
    assert list(found) == list(found)
    assert len(list(found)) == 4


def test_those_of_one_date_are_those_of_all_dates_on_it() -> None:
    found = options(make_bid("b1", {0: 0, 3: 0}), b2=0)
    for day in found.dates:
        assert list(found.on(day)) == [one for one in found if one.date == day]


def test_what_is_forbidden_comes_last_and_is_not_among_the_allowed() -> None:
    found = options(make_bid("b1"), b2=0)
    allowed = list(found.allowed())
    assert [one.advisers for one in allowed] == [("a2",)]
    assert list(found)[: len(allowed)] == allowed


def test_a_locked_bid_may_only_stay() -> None:
    found = options(lock(make_bid("b1", {0: 0, 3: 0}), 3, "a2"))
    assert [(one.date.day, one.advisers) for one in found.allowed()] == [(1, ("a2",))]


@pytest.mark.parametrize(
    ("rules", "broken"), [({}, []), ({"same_place_gap_days": 1}, [Breach.PLACE_GAP])]
)
def test_what_stands_in_the_way_on_a_date_is_told_of_the_date_itself_too(
    rules: dict[str, int], broken: list[Breach]
) -> None:
    found = options(make_bid("b1"), make_rules(**rules), b2=0)
    assert [one.breach for one in found.broken_on(START) if one.breach is not Breach.TRAVEL] == (
        broken
    )


def test_a_date_for_which_there_is_no_team_has_nothing_in_its_way_to_tell() -> None:
    found = options(make_bid("b1", slots=[["design"]]))
    assert list(found) == []
    assert found.broken_on(START) == ()


def test_who_is_seated_stays_and_the_other_slots_are_filled_with_whoever_can() -> None:
    bid = make_bid("b1", {0: 0, 3: 0}, slots=[["ip"], ["ip"]])
    bench = evaluate(read_instance(make_tour([bid], [*TWO, make_adviser("a3")])), [])

    found = bench.options_for("b1", {1: "a2"})

    every = [one for one in bench.options_for("b1") if one.advisers[1] == "a2"]
    assert list(found) == every
    assert {one.advisers for one in found} == {("a1", "a2"), ("a3", "a2")}


def test_where_somebody_seated_has_not_the_topics_there_is_no_option() -> None:
    bid = make_bid("b1", {0: 0}, slots=[["ip"], ["ip"]])
    other = make_adviser("a3", topics=["brand"])
    bench = evaluate(read_instance(make_tour([bid], [*TWO, other])), [])

    assert list(bench.options_for("b1", {0: "a3"})) == []
