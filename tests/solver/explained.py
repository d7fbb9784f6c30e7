"""Small tours with the plans of which the tests of explanations speak."""

from solver import Decline, Explanation, Instance, Plan, SolveOptions, explain, read_instance
from solver.search.greedy import draft_locked, insert_all
from solver.tour.compiled import compile_instance
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour

OPTIONS = SolveOptions(time_limit_seconds=60, workers=1)


def plan_greedily(instance: Instance, reason: str = "outbid") -> Plan:
    """Return a valid plan, which for these small tours is the best one."""
    draft = draft_locked(compile_instance(instance))
    assert draft is not None
    insert_all(draft, sorted(range(len(instance.bids)), reverse=True), lambda: False)
    held = {seminar.bid for seminar in draft.seminars()}
    declined = tuple(Decline(bid.id, reason) for bid in instance.bids if bid.id not in held)
    return Plan(instance.name, "feasible", draft.cost_yen(), -1, draft.seminars(), declined)


def explain_bid(tour: Document, reason: str = "outbid") -> Explanation:
    """Explain `b1` in the plan of a small tour."""
    instance = read_instance(tour)
    return explain(instance, plan_greedily(instance, reason), "b1", OPTIONS)


def two_for_one_adviser() -> Document:
    """Return a tour in which one adviser is asked for twice on one day."""
    bids = [make_bid("b1", decline_yen=300_000), make_bid("b2", decline_yen=400_000)]
    return make_tour(bids, [make_adviser()], rules=make_rules(same_place_gap_days=1))
