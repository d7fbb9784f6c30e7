"""What fairness costs: solved points with their cost and spread, beside a plan."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.fairness import FairnessCurve, Shared, fairness_curve
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_run
from tests.planning.whatifs import DAY
from tests.statements import counted_queries


@pytest.fixture
def advisers(session: Session, tour: Tour) -> list[Adviser]:
    return [make_adviser(session, tour) for _ in range(2)]


def planned(session: Session, tour: Tour, team: list[Adviser], yen: int, **values: Any) -> Plan:
    """A plan that costs so much beside 500 for the workload, with a seminar for each adviser."""
    held = {make_bid(session, tour): (DAY, [each]) for each in team}
    costs = {"fares": yen, "workload": 500}
    usual: dict[str, Any] = {
        "objective_yen": yen + 500,
        "bound_yen": yen + 400,
        "components": costs,
    }
    return make_plan(session, tour, held, **(usual | values))


def point(session: Session, tour: Tour, workload_yen: int) -> Scenario:
    own = Scenario(tour=tour, name="点", changes=[], created_at=NOW, curve=3)
    own.assume((TourRule("workload_yen", workload_yen),))
    session.add(own)
    session.commit()
    return own


def answer(session: Session, own: Scenario, team: list[Adviser], yen: int) -> Plan:
    plan = planned(session, own.tour, team, yen, state=PlanState.SCENARIO, scenario_id=own.id)
    make_run(session, own.tour, scenario_id=own.id, plan=plan, job_state=JobState.DONE)
    return plan


def found(session: Session, plan: Plan) -> FairnessCurve:
    session.expire_all()
    return fairness_curve(session, plan)


def test_without_points_there_is_the_plan_alone(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    first, second = advisers
    plan = planned(session, tour, [first, first, second], 9_000)

    curve = found(session, plan)

    assert (curve.number, curve.points, curve.is_under_way) == (0, (), False)
    assert curve.own == Shared(9_000, 0.5, fewest=1, most=2, gap_yen=100)


def test_points_stand_by_their_price_with_cost_and_spread(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    first, second = advisers
    dear, cheap, open_ = (point(session, tour, yen) for yen in (800, 0, 400))
    answer(session, dear, [first, second], 9_000)
    answer(session, cheap, [first, first], 5_000)
    make_run(session, tour, scenario_id=open_.id)
    plan = planned(session, tour, [first, first], 6_000, bound_yen=-1)

    curve = found(session, plan)

    assert [(each.number, each.workload_yen) for each in curve.points] == [
        (1, 0),
        (2, 400),
        (3, 800),
    ]
    assert curve.number == 3
    assert [each.shared for each in curve.points] == [
        Shared(5_000, 1.0, 0, 2, 100),
        None,
        Shared(9_000, 0.0, 1, 1, 100),
    ]
    assert curve.is_under_way
    assert curve.own == Shared(6_000, 1.0, 0, 2, None)


def test_a_curve_is_flat_where_all_points_are_the_same(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    for yen in (0, 500):
        answer(session, point(session, tour, yen), advisers, 1_000)
    plan = planned(session, tour, advisers, 2_000)
    assert found(session, plan).is_flat

    answer(session, point(session, tour, 900), advisers[:1], 1_000)

    assert not found(session, plan).is_flat


def test_a_point_is_beaten_by_what_is_no_dearer_and_no_less_even() -> None:
    usual = Shared(5_000, 1.0, 0, 2)

    assert usual.is_beaten_by(Shared(4_999, 1.0, 0, 2))
    assert usual.is_beaten_by(Shared(5_000, 0.5, 1, 2))
    assert not usual.is_beaten_by(Shared(5_000, 1.0, 0, 2))
    assert not usual.is_beaten_by(Shared(4_000, 1.1, 0, 2))
    assert not usual.is_beaten_by(Shared(5_001, 0.0, 1, 1))


def test_a_plan_that_cannot_be_travelled_is_not_compared(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    plan = planned(session, tour, advisers, 1_000, objective_yen=None, bound_yen=-1)

    assert found(session, plan).own is None


def test_the_number_of_queries_does_not_rise_with_the_points(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    plan_id = planned(session, tour, advisers, 1_000).id

    def queries(prices: range) -> int:
        for yen in prices:
            answer(session, point(session, tour, yen), advisers, 1_000)
        with counted_queries(session) as counted:
            fairness_curve(session, session.get_one(Plan, plan_id))
        return len(counted)

    assert queries(range(2, 6)) == queries(range(2))


def test_a_point_that_was_planned_again_stays_as_it_was_planned_with_the_others(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    first, second = advisers
    early, late = (point(session, tour, yen) for yen in (0, 400))
    kept = answer(session, early, [first, second], 9_000)
    again = planned(session, tour, [first], 1_000, state=PlanState.SCENARIO, scenario_id=early.id)
    later = {"created_at": NOW + timedelta(days=1)}
    make_run(session, tour, scenario_id=early.id, plan=again, job_state=JobState.DONE, **later)
    make_run(session, tour, scenario_id=late.id, **later)
    plan = planned(session, tour, [first, first], 6_000)

    curve = found(session, plan)

    assert [each.plan for each in curve.points] == [kept, None]
    assert not curve.is_under_way
