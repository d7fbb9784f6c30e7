"""Scenarios beside each other, with what the planner has made of them."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries import scenarios as queries
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import make_adviser, make_bid, make_plan, make_run
from tests.planning.whatifs import DAY, scenario
from tests.statements import counted_queries

HOTEL = TourRule("hotel_yen", 9_000)


def answer(session: Session, own: Scenario, yen: int) -> Plan:
    bid, adviser = make_bid(session, own.tour), make_adviser(session, own.tour)
    plan = make_plan(
        session,
        own.tour,
        {bid: (DAY, [adviser])},
        state=PlanState.SCENARIO,
        scenario_id=own.id,
        objective_yen=yen,
        bound_yen=yen - 10,
        components={"hotels": yen},
    )
    make_run(session, own.tour, scenario_id=own.id, plan=plan, job_state=JobState.DONE)
    return plan


def lines(session: Session, tour: Tour, base: Plan | None = None) -> list[queries.ScenarioLine]:
    found = queries.scenarios_of(session, tour.id)
    return list(queries.scenario_lines(session, tour.id, found, base))


def test_a_line_says_how_a_scenario_stands(session: Session, tour: Tour) -> None:
    own = scenario(session, tour, HOTEL)
    (line,) = lines(session, tour)
    assert (line.state, line.is_touched, line.plan, line.total) == ("new", False, None, None)
    assert (line.components, line.gap_yen, line.more_yen, line.more_seminars) == (
        (),
        None,
        None,
        None,
    )

    out = make_run(session, tour, scenario_id=own.id, job_state=JobState.WITHDRAWN)
    assert lines(session, tour)[0].run is None
    run = make_run(session, tour, scenario_id=own.id)
    (line,) = lines(session, tour)
    assert (line.state, line.place, line.is_under_way, line.run) == ("waiting", 1, True, run)
    for state, expected in ((JobState.RUNNING, "running"), (JobState.FAILED, "failed")):
        run.job.state = state
        session.commit()
        assert lines(session, tour)[0].state == expected
    run.failure_ja, run.job.state = "計画なし", JobState.DONE
    session.commit()
    assert lines(session, tour)[0].state == "none"
    assert out.id


def test_the_latest_plan_is_compared_with_one_of_the_tour(session: Session, tour: Tour) -> None:
    own = scenario(session, tour, HOTEL)
    answer(session, own, 500)
    latest = answer(session, own, 300)
    base = make_plan(
        session, tour, {}, objective_yen=400, bound_yen=0, components={"hotels": 100, "fares": 300}
    )

    (line,) = lines(session, tour, base)

    assert (line.state, line.plan, line.held) == ("found", latest, 1)
    assert (line.more_yen, line.more_seminars, line.gap_yen) == (-100, 1, 10)
    changes = {each.name: each.change_yen for each in line.components}
    assert (changes["hotels"], changes["fares"], changes["dates"]) == (200, -300, 0)
    assert line.changes[0][Locale.EN] == "One night in a hotel (yen): 9,000"


def test_the_newest_that_was_computed_is_what_one_compares_with(
    session: Session, tour: Tour
) -> None:
    own = scenario(session, tour)
    assert queries.usual_base(queries.comparable_plans(session, tour.id)) is None
    make_plan(session, tour, {}, origin=PlanOrigin.RECORD)
    computed = make_plan(session, tour, {})
    draft = make_plan(session, tour, {}, origin=PlanOrigin.HAND, state=PlanState.EDITED)
    make_plan(session, tour, {}, state=PlanState.SCENARIO, scenario_id=own.id)
    make_plan(session, tour, {}, origin=PlanOrigin.HAND, objective_yen=None, bound_yen=-1)

    plans = queries.comparable_plans(session, tour.id)

    assert plans == (draft, computed)
    assert queries.usual_base(plans) == computed
    assert queries.usual_base((draft,)) == draft


def test_the_number_of_queries_does_not_grow_with_the_scenarios(
    session: Session, tour: Tour
) -> None:
    key = tour.id

    def needed() -> int:
        with counted_queries(session) as counted:
            lines(session, session.get_one(Tour, key))
        return len(counted)

    answer(session, scenario(session, tour, HOTEL), 100)
    before = needed()
    tour = session.get_one(Tour, key)
    for _ in range(2):
        answer(session, scenario(session, tour, HOTEL), 100)

    assert needed() == before


def test_what_a_plan_assumes_is_told_and_nothing_of_others(session: Session, tour: Tour) -> None:
    own = scenario(session, tour, HOTEL)
    plan = answer(session, own, 100)

    (text,) = queries.assumed_texts(session, plan)
    assert "9,000" in text[Locale.JA]
    assert queries.assumed_texts(session, make_plan(session, tour, {})) == []
    assert queries.scenario_of(session, own.id) == own
    with pytest.raises(NotFound):
        queries.scenario_of(session, own.id + 1)
