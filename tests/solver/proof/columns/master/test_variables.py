from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.master.variables import above_all_plans
from solver.proof.columns.problem import Problem, cost_of
from tests.solver.proof.columns.small_plans import plan_at_random
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import lock, make_adviser, make_bid, make_rules, make_tour, random_tour


@settings(max_examples=examples(30))
@given(seed=st.integers(0, 10**6))
def test_the_penalty_of_a_broken_lock_is_above_the_cost_of_every_plan(seed: int) -> None:
    tour = compile_document(random_tour(seed, locked=0.0))
    yen = cost_of(tour, plan_at_random(tour, seed))
    assert yen is not None
    assert yen < above_all_plans(tour)


def test_each_decision_besides_trips_has_its_variable_with_its_price() -> None:
    bids = [
        make_bid("b0", decline_yen=700),
        make_bid("b1", {0: 0, 2: 30}, slots=[["ip"], ["ip"]], place="far"),
        lock(make_bid("b2", {4: 0}, place="home"), 4, "a0"),
    ]
    advisers = [make_adviser("a0", max_seminars=2), make_adviser("a1")]
    rules = make_rules(coverage_yen=50, workload_yen=9)
    problem = Problem(compile_document(make_tour(bids, advisers, rules=rules)))
    variables = problem.variables
    yen = variables.yen.tolist()
    assert [yen[one] for one in variables.declined] == [700, 500_000, variables.penalty_yen]
    assert [(key[0], yen[one]) for key, one in variables.held.items()] == [(1, 0), (1, 30)]
    assert [(place, yen[one]) for place, one in variables.open.items()] == [(1, 50), (2, 50)]
    assert [[yen[one] for one in steps] for steps in variables.steps] == [[0, 9], [0, 9]]
    every = [*variables.declined, *variables.held.values(), *variables.open.values()]
    every += [one for steps in variables.steps for one in steps]
    assert sorted(every) == list(range(len(yen)))
