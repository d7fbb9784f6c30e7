"""Whatever the tour, a solve ends in a sound plan that can be shown and compared."""

from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver import Instance, Plan, check, compare, read_instance, read_plan, write_plan
from solver.pictures.plan import draw_plan
from solver.proof.columns.suitability import is_suitable
from solver.texts import wording
from solver.tour.compiled import compile_instance
from tests.solver.exhaustive import least_cost, number_of_plans
from tests.solver.peer import SHARED, judge, needs_shared
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.in_process import solve_in_process
from tests.solver.robust.strategies import examples, generated_tours, odd_tours
from tests.solver.tours import Document

REASONS = {"no_date", "no_adviser", "no_free_adviser", "outbid"}

MOST_PLANS = 100_000
"""Plans up to which a tour's optimum is looked for by trying all; more take long."""


def assert_sound(document: Document, instance: Instance, plan: Plan) -> None:
    """Assert that a plan is valid, by the independent checker too, and can be drawn."""
    report = check(instance, plan)
    assert report.valid, report.violations
    assert report.objective_yen == plan.objective_yen or plan.status == "infeasible"
    written = write_plan(plan, instance)
    kept = {key: value for key, value in written.items() if key != "itineraries"}
    assert write_plan(read_plan(written, instance), instance) == kept
    ET.fromstring(draw_plan(instance, plan))  # noqa: S314 - our own picture
    assert len(compare(instance, (), plan.seminars).changes) == len(plan.seminars)
    if SHARED.exists():
        expected = judge(document, written)
        assert expected.valid, expected.violations
        assert plan.status == "infeasible" or expected.objective == plan.objective_yen


def assert_explained(instance: Instance, plan: Plan) -> None:
    """Assert that each refusal has a reason of the format which the instance does not belie."""
    for decline in plan.declined:
        bid = instance.bids[instance.bid_index[decline.bid]]
        assert decline.reason in REASONS
        assert all(wording.decline(decline))
        has_date = any(day in instance.horizon for day in bid.dates)
        assert (decline.reason == "no_date") == (not has_date)
        assert decline.reason == "outbid" or (decline.extra_yen, decline.instead) == (None, ())
        assert set(decline.instead) <= instance.bid_index.keys() - {bid.id}
        assert plan.status != "optimal" or (decline.extra_yen or 0) >= 0


@settings(max_examples=examples(150))
@given(document=odd_tours())
def test_an_odd_tour_is_solved_to_what_exhaustive_search_finds(document: Document) -> None:
    tour = compile_document(document)
    assume(number_of_plans(tour) <= MOST_PLANS)
    instance = tour.instance
    plan = solve_in_process(instance)
    assert plan.objective_yen == least_cost(tour)
    assert plan.status == ("infeasible" if plan.objective_yen is None else "optimal")
    assert_sound(document, instance, plan)
    assert_explained(instance, plan)


@needs_shared
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_generated_tour_is_solved_to_a_sound_plan(data: st.DataObject) -> None:
    document = data.draw(generated_tours())
    instance = read_instance(document)
    if not is_suitable(compile_instance(instance)) and len(instance.bids) > 6:
        return
    plan = solve_in_process(instance)
    assert_sound(document, instance, plan)
    assert_explained(instance, plan)
