"""A scenario's row."""

from sqlalchemy.orm import Session

from seminar_service.planning.scenario_changes import NightsAway, TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_plan, make_run


def test_it_keeps_changes_as_json_and_knows_its_runs_and_plans(
    session: Session, tour: Tour
) -> None:
    row = Scenario(tour_id=tour.id, name="試算", changes=[], created_at=NOW)
    row.assume((NightsAway(1), TourRule("day_end", "20:00")))
    session.add(row)
    session.commit()
    plan = make_plan(session, tour, {}, state=PlanState.SCENARIO, scenario_id=row.id)
    run = make_run(session, tour, scenario_id=row.id, plan=plan)
    session.expire_all()

    assert row.assumed == (NightsAway(1), TourRule("day_end", "20:00"))
    assert (row.runs, row.plans) == ([run], [plan])
    assert (run.scenario, plan.scenario) == (row, row)
    assert (row.version, row.adopted_at) == (1, None)
