"""A solver's plan to rows, and back."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries.refusals import host_texts
from seminar_service.planning.solver_io import instance_document
from seminar_service.planning.solver_io.names import bid_name
from seminar_service.planning.solver_io.plans import (
    PlanContradictsRules,
    check_plan,
    newest_plan_document,
)
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_plan, make_tour
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour)


def test_a_plan_is_kept_with_what_the_checker_says_of_it(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    refused = make_bid(session, tour)

    row = save_plan(session, tour, {bid: (DAY, [adviser])}, bound_yen=None)

    assert (row.state, row.origin) == (PlanState.COMPUTED, PlanOrigin.PLANNER)
    assert (row.proven_optimal, row.bound_yen) == (True, row.objective_yen)
    assert sum(row.components.values()) == row.objective_yen
    assert [(each.bid, each.day) for each in row.seminars] == [(bid, DAY)]
    assert [member.adviser for member in row.seminars[0].team] == [adviser]
    assert [each.bid for each in row.declines] == [refused]
    assert list(row.itineraries) == [str(adviser.id)]
    assert row.created_at == NOW


def test_numbers_count_on_within_the_tour_alone(session: Session, tour: Tour) -> None:
    save_plan(session, make_tour(session, 2027), {})
    numbers = [save_plan(session, tour, {}).number for _ in range(2)]

    assert numbers == [1, 2]


def test_a_refusal_lists_what_it_would_have_cost_and_its_host_is_told_no_id_of_the_planner(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    refused = make_bid(session, tour)
    decline = solver.Decline(
        bid_name(refused.id), "outbid", extra_yen=12_000, instead=(bid_name(bid.id),)
    )

    save_plan(session, tour, {bid: (DAY, [adviser])}, {refused: decline})

    (row,) = session.scalars(select(Plan)).one().declines
    assert (row.reason, row.extra_yen, row.instead) == ("outbid", 12_000, [bid.id])
    for text in host_texts(session, [row])[refused.id].values():
        assert text
        assert bid_name(bid.id) not in text


def test_what_the_checker_finds_is_named(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    assert adviser.engagements
    document = instance_document(session, tour)
    seminar = solver.Seminar(bid_name(bid.id), date(2026, 12, 1), (f"a{adviser.id}",))
    plan = solver.Plan("fy2026", "feasible", 0, 0, (seminar,))

    with pytest.raises(PlanContradictsRules) as refusal:
        check_plan(document, plan)

    assert any("rule 2" in found for found in refusal.value.violations)
    nothing = replace(plan, status="infeasible", seminars=())
    with pytest.raises(PlanContradictsRules):
        check_plan(document, nothing)


def test_the_newest_plan_of_the_tour_is_one_that_the_planner_takes(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    other = make_tour(session, 2027)
    assert newest_plan_document(session, tour.id) is None
    make_plan(session, tour, {})
    make_plan(session, tour, {bid: (DAY, [adviser])}, state=PlanState.EDITED)
    for _ in range(3):
        make_plan(session, other, {})

    document = newest_plan_document(session, tour.id)

    assert document is not None
    plan = solver.read_plan(document)
    assert plan.instance == "plan-2"
    assert plan.seminars == (solver.Seminar(bid_name(bid.id), DAY, (f"a{adviser.id}",)),)
    assert (plan.objective_yen, plan.bound_yen) == (None, None)
