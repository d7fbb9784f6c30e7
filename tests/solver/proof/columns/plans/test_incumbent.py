import math

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.plans.incumbent import Incumbent
from solver.proof.columns.problem import Problem
from solver.search.draft import Holding
from tests.solver.proof.columns.clashes import CLASHES
from tests.solver.proof.columns.small_plans import busy_tour, columns_of, plan_at_random, trips_at
from tests.solver.proof.proofs import Findings, compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import lock, make_bid, make_tour

ALL_DECLINED_YEN = 1_500_000


def begin(name: str = "under way at once") -> tuple[Problem, Findings, Incumbent]:
    """Return a tour of three bids, of which none is held yet."""
    problem = Problem(compile_document(CLASHES[name].tour))
    found = Findings(problem.tour)
    return problem, found, Incumbent(problem, [None] * 3, found)


def test_a_better_plan_is_taken_up_and_told() -> None:
    problem, found, incumbent = begin()
    trips = trips_at(problem, [[(0, 0, 0)]])
    assert incumbent.offer(trips)
    assert incumbent.trips is trips
    assert found.costs == [incumbent.yen] == [ALL_DECLINED_YEN - 500_000 + 2000]


def test_the_same_plan_and_a_dearer_one_are_refused() -> None:
    problem, found, incumbent = begin()
    cheap = trips_at(problem, [[(0, 0, 0)], [(0, 1, 1)]])
    assert incumbent.offer(cheap)
    assert not incumbent.offer(cheap)
    assert not incumbent.offer(trips_at(problem, [[(0, 0, 0)]]))
    assert incumbent.trips is cheap
    assert len(found.costs) == 1


def test_trips_that_clash_are_refused() -> None:
    problem, found, incumbent = begin()
    assert not incumbent.offer(trips_at(problem, [[(0, 0, 0)], [(0, 2, 0)]]))
    assert (incumbent.yen, incumbent.trips, found.costs) == (ALL_DECLINED_YEN, None, [])


def test_a_team_with_an_empty_seat_is_refused() -> None:
    problem, _, incumbent = begin("a team complete")
    assert not incumbent.offer(trips_at(problem, [[(0, 0, 0)]]))
    assert incumbent.offer(trips_at(problem, [[(0, 0, 0)], [(1, 0, 0)]]))


def test_no_trips_are_no_plan() -> None:
    _, found, incumbent = begin()
    assert not incumbent.offer(None)
    assert found.costs == []


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 10**6))
def test_any_valid_plan_is_taken_up_where_it_is_better_than_declining_all(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    holdings = plan_at_random(problem.tour, seed)
    found = Findings(problem.tour)
    found.plan(holdings)
    incumbent = Incumbent(problem, [None] * len(problem.tour.bids), found)
    declined_yen, plan_yen = incumbent.yen, found.costs[0]
    assert incumbent.offer(columns_of(problem, holdings).trips) == (plan_yen < declined_yen)
    assert incumbent.yen == min(plan_yen, declined_yen)


def test_a_start_that_drops_a_locked_bid_costs_without_end() -> None:
    tour = compile_document(make_tour([lock(make_bid("b1"), 0, "a1")]))
    found = Findings(tour)
    incumbent = Incumbent(Problem(tour), [None], found)
    assert incumbent.yen == math.inf
    incumbent.tell_bound(1234.5)
    assert found.bounds == [1235]
    day = tour.instance.horizon.start.toordinal()
    assert Incumbent(Problem(tour), [Holding(day, (0,))], found).yen == 2000


def test_bounds_are_whole_yen_and_never_above_the_cost_of_the_plan() -> None:
    _, found, incumbent = begin()
    for yen in (-math.inf, 0.5, ALL_DECLINED_YEN - 0.5, ALL_DECLINED_YEN + 5.0):
        incumbent.tell_bound(yen)
    assert found.bounds == [1, ALL_DECLINED_YEN, ALL_DECLINED_YEN]


def test_a_plan_is_far_above_a_bound_by_more_than_the_share() -> None:
    _, _, incumbent = begin()
    assert incumbent.is_far_above(0.8 * ALL_DECLINED_YEN, 0.2)
    assert not incumbent.is_far_above(0.8 * ALL_DECLINED_YEN, 0.3)
