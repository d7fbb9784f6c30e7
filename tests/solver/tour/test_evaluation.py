from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import Components, Report, Seminar, read_instance
from solver.formats.rulebook import Rule
from solver.formats.violations import Breach
from solver.search.draft import Draft
from solver.search.greedy import hardest_first, insert_all
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import check_budget, evaluate
from tests.solver.tours import (
    Document,
    day,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
    random_tour,
)


def report(tour: Document, *held: tuple[str, int]) -> Report:
    """Return the report of bids that adviser a1 holds on days."""
    seminars = [Seminar(bid, date.fromisoformat(day(number)), ("a1",)) for bid, number in held]
    return evaluate(compile_instance(read_instance(tour)), seminars)


def test_each_component_counts_what_it_is_named_after() -> None:
    bids = [
        make_bid("b1", {0: 700}, place="far", start="10:00", end="12:00"),
        make_bid("b2", {9: 0}, current={"date": day(8), "advisers": ["a1"]}),
        make_bid("b3", place="home"),
    ]
    found = report(
        make_tour(bids, rules=make_rules(coverage_yen=70, workload_yen=5)), ("b1", 0), ("b2", 9)
    )
    assert found.components == Components(
        fares=20_000,
        hotels=10_000,
        dates=700,
        declines=500_000,
        coverage=70,
        workload=5,
        changes=30_000,
    )
    assert found.objective_yen == found.components.total
    assert found.valid


def test_the_itinerary_tells_each_trip_with_its_legs() -> None:
    found = report(make_tour([make_bid("b1"), make_bid("b2", {1: 0})]), ("b1", 0), ("b2", 1))
    trips = found.itineraries["a1"]
    assert [trip.bids for trip in trips] == [("b1",), ("b2",)]
    assert [(leg.from_place, leg.to_place, leg.yen) for leg in trips[0].legs] == [
        ("home", "near", 1000),
        ("near", "home", 1000),
    ]


def test_where_no_cut_into_trips_is_possible_there_is_no_cost_but_a_reason() -> None:
    far = make_bid("b1", place="far", start="08:00")
    found = report(make_tour([far], [make_adviser(max_nights_away=0)]), ("b1", 0))
    assert found.objective_yen is None
    (violation,) = found.breaches
    assert violation.breach is Breach.TRAVEL
    assert violation.causes == (Rule.NIGHTS,)


@pytest.mark.parametrize(("budget", "broken"), [(None, 0), (2000, 0), (1999, 1)])
def test_all_travel_together_keeps_the_budget(budget: int | None, broken: int) -> None:
    tour = make_tour([make_bid("b1")], rules=make_rules(travel_budget_yen=budget))
    assert len(list(check_budget(read_instance(tour).rules, 2000))) == broken
    assert len(report(tour, ("b1", 0)).violations) == broken


@given(seed=st.integers(0, 10**6))
def test_a_draft_costs_what_its_seminars_do(seed: int) -> None:
    tour = compile_instance(read_instance(random_tour(seed, locked=0.0)))
    draft = Draft(tour)
    insert_all(draft, hardest_first(tour), lambda: False)
    found = evaluate(tour, draft.seminars())
    assert found.valid
    assert found.objective_yen == draft.cost_yen()
