"""Scenarios as the staff sees them: the table, one of them, the press from a refusal."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan, PlannedDecline, PlanningRun
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    DaysFree,
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import make_adviser, make_bid, make_plan, make_run, make_tour
from tests.planning.whatifs import DAY, scenario
from tests.web.accounts.support import SignIn

LIST = "/organiser/tours/2026/scenarios"
COSTS = {"fares": 10, "hotels": 20, "dates": 0, "declines": 0, "coverage": 0, "workload": 0}
COSTS |= {"changes": 0}


@pytest.fixture
def tour(session: Session) -> Tour:
    tour = make_tour(session)
    make_adviser(session, tour)
    make_bid(session, tour, host_name="名古屋商工会議所")
    return tour


@pytest.fixture
def own(session: Session, tour: Tour) -> Scenario:
    return scenario(session, tour, NightsAway(1), name="1泊まで")


@pytest.fixture
def base(session: Session, tour: Tour) -> Plan:
    return make_plan(session, tour, {}, components=COSTS, objective_yen=30, bound_yen=30)


def answered(session: Session, own: Scenario) -> Plan:
    """The scenario with a plan that holds one seminar."""
    bid = session.scalars(select(Bid)).first()
    adviser = make_adviser(session, own.tour)
    assert bid
    plan = make_plan(
        session,
        own.tour,
        {bid: (DAY, [adviser])},
        components=COSTS | {"hotels": 5},
        objective_yen=15,
        bound_yen=10,
        state=PlanState.SCENARIO,
        scenario_id=own.id,
        proven_optimal=False,
    )
    make_run(session, own.tour, scenario_id=own.id, plan=plan, job_state=JobState.DONE)
    return plan


def test_the_table_shows_what_each_assumes_and_what_becomes_of_it(
    session: Session, sign_in: SignIn, own: Scenario, base: Plan
) -> None:
    plan = answered(session, own)
    scenario(session, own.tour, TourRule("hotel_yen", 9_000), name="安い宿")

    text = sign_in(RoleName.VIEWER).get("/en" + LIST).text

    assert "1泊まで" in text
    assert "Nobody is away for more than 1 nights on one trip" in text
    assert "One night in a hotel (yen): 9,000" in text
    assert f"/en/organiser/plans/{plan.id}" in text
    assert "−¥15" in text
    assert "+1" in text
    assert "Not planned yet" in text
    assert f"Plan {base.number}" in text


@pytest.mark.parametrize("sort", ["name", "state", "seminars", "cost", "gap", "made"])
def test_the_table_is_sorted_by_any_column(
    session: Session, sign_in: SignIn, own: Scenario, sort: str
) -> None:
    answered(session, own)
    scenario(session, own.tour, name="0泊")
    client = sign_in(RoleName.VIEWER)

    answer = client.get(f"{LIST}?sort={sort}")

    assert answer.status_code == 200
    assert 'aria-sort="ascending"' in answer.text
    assert client.get(f"{LIST}?sort=nothing").status_code == 404
    first_new = answer.text.index("0泊") < answer.text.index("1泊まで")
    assert first_new is (sort == "name")


def test_a_tour_that_does_not_exist_has_no_scenarios(sign_in: SignIn) -> None:
    client = sign_in(RoleName.PLANNER)

    assert client.get(LIST).status_code == 404
    assert client.post(LIST, data={"name": "a"}).status_code == 404
    assert client.get("/organiser/scenarios/7").status_code == 404


def test_who_has_not_signed_in_is_sent_to_the_login(client: FlaskClient, own: Scenario) -> None:
    for page in (LIST, f"/organiser/scenarios/{own.id}"):
        assert "/organiser/login" in client.get(page).location


def test_a_scenario_is_begun_by_its_name(session: Session, sign_in: SignIn, tour: Tour) -> None:
    answer = sign_in(RoleName.PLANNER).post(LIST, data={"name": " 大阪にもう1名 "})

    made = session.scalars(select(Scenario)).one()
    assert (made.name, made.tour_id, made.changes) == ("大阪にもう1名", tour.id, [])
    assert answer.location == f"/organiser/scenarios/{made.id}"


@pytest.mark.usefixtures("tour")
@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_that_is_none_is_refused(session: Session, sign_in: SignIn, name: str) -> None:
    answer = sign_in(RoleName.PLANNER).post("/en" + LIST, data={"name": name})

    assert answer.status_code == 422
    assert "Please check what you entered" in answer.text
    assert session.scalars(select(Scenario)).all() == []


def test_deeds_are_for_planners_and_by_buttons(sign_in: SignIn, own: Scenario) -> None:
    page = f"/organiser/scenarios/{own.id}"
    deeds = [f"{page}/{name}" for name in ("run", "copy", "delete", "remove")]
    clerk = sign_in(RoleName.CLERK)
    for address in (*deeds, LIST, f"{LIST}/run"):
        assert clerk.post(address).status_code == 403
    viewer = sign_in(RoleName.VIEWER).get(page).text
    assert "Plan this scenario" not in viewer
    planner = sign_in(RoleName.PLANNER)
    for address in (*deeds, f"{LIST}/run"):
        assert planner.get(address).status_code == 405


def test_a_scenario_waits_for_the_planner_and_is_asked_once(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/scenarios/{own.id}"

    first = client.post(f"{page}/run", data={"time_limit": 60})
    again = client.post(f"{page}/run", data={"time_limit": 60})

    (run,) = session.scalars(select(PlanningRun)).all()
    assert run.scenario_id == own.id
    assert first.location == again.location == f"/organiser/planning-runs/{run.id}"
    assert "Scenario: 1泊まで" in client.get("/en" + first.location).text
    assert "Scenario: 1泊まで" in client.get("/en/organiser/tours/2026/planning").text
    assert "Waiting, no. 1" in client.get("/en" + page).text
    assert client.post(f"{page}/run", data={"time_limit": 7}).status_code == 422


def test_all_that_are_not_planned_yet_are_put_into_the_queue(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    answered(session, own)
    other = scenario(session, own.tour, TourRule("hotel_yen", 9_000))
    scenario(session, own.tour, name="leer")
    client = sign_in(RoleName.PLANNER)

    answer = client.post(f"/en{LIST}/run", data={"time_limit": 60})

    assert answer.location == "/en" + LIST
    waiting = session.scalars(select(PlanningRun).where(PlanningRun.plan_id.is_(None))).all()
    assert [each.scenario_id for each in waiting] == [other.id]
    assert "1 scenario waits" in client.get("/en" + LIST).text
    assert client.post(f"{LIST}/run", data={"time_limit": "x"}).status_code == 422


def test_what_cannot_be_any_more_is_named_and_not_planned(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    leaver = make_adviser(session, tour, name_en="Left Already")
    own = scenario(session, tour, AdviserLimit(leaver.id, "max_seminars", 3))
    session.delete(leaver.engagements[0])
    session.commit()
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/scenarios/{own.id}"

    answer = client.post(f"/en{page}/run", data={"time_limit": 60})

    assert answer.location == "/en" + page
    assert session.scalars(select(PlanningRun)).all() == []
    text = client.get("/en" + page).text
    assert text.count("The adviser takes no part in the tour.") == 2
    assert "Left Already" in text


def test_one_page_shows_the_difference_by_component(
    session: Session, sign_in: SignIn, own: Scenario, base: Plan
) -> None:
    answered(session, own)

    text = sign_in(RoleName.VIEWER).get(f"/en/organiser/scenarios/{own.id}?with={base.id}").text

    assert "−¥15" in text
    assert "In the scenario" in text
    assert "Beside Plan 1" in text
    assert "its changes stay as they are" in text


def test_a_scenario_gets_another_name_unless_somebody_was_faster(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/scenarios/{own.id}/name"

    answer = client.post(page, data={"name": "日帰り中心", "version": own.version})

    session.expire_all()
    assert answer.status_code == 303
    assert own.name == "日帰り中心"
    assert client.post(page, data={"name": "遅い", "version": 1}).status_code == 409
    assert client.post(page, data={"name": "", "version": own.version}).status_code == 422
    assert client.get(page).status_code == 200
    assert sign_in(RoleName.CLERK).get(page).status_code == 403


def test_a_copy_has_the_same_changes_and_can_be_changed(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    answered(session, own)
    client = sign_in(RoleName.PLANNER)

    answer = client.post(f"/organiser/scenarios/{own.id}/copy")

    copied = session.scalars(select(Scenario).order_by(Scenario.id.desc())).first()
    assert copied
    assert copied.assumed == own.assumed
    assert answer.location == f"/organiser/scenarios/{copied.id}"
    assert "Assume one thing more" in client.get("/en" + answer.location).text
    assert client.post("/organiser/scenarios/999/copy").status_code == 404


def test_a_scenario_is_deleted_with_its_plans_if_it_is_what_was_shown(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    plan = answered(session, own)
    key, page = plan.id, f"/organiser/scenarios/{own.id}"
    client = sign_in(RoleName.PLANNER)

    late = client.post(f"{page}/delete", data={"version": own.version - 1})
    assert late.location == page
    assert session.get(Plan, key) is not None

    answer = client.post(f"{page}/delete", data={"version": own.version})

    assert answer.location == LIST
    session.expire_all()
    assert session.get(Plan, key) is None
    assert client.get(page).status_code == 404


def test_a_scenario_under_way_or_copied_from_stays(
    session: Session, sign_in: SignIn, own: Scenario
) -> None:
    plan = answered(session, own)
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/scenarios/{own.id}"
    draft = make_plan(session, own.tour, {}, parent_id=plan.id, components=COSTS)

    client.post(f"/en{page}/delete", data={"version": own.version})
    assert "drafts were copied from its plans" in client.get("/en" + page).text

    session.delete(draft)
    make_run(session, own.tour, scenario_id=own.id)
    client.post(f"/en{page}/delete", data={"version": own.version})
    assert "Stop that first" in client.get("/en" + page).text
    assert session.get(Scenario, own.id) is not None


REMEDIES = [
    ({"kind": "date", "day": "2026-11-10"}, "BidDate"),
    ({"kind": "free_day", "day": "2026-10-06", "free_day": "2026-10-07"}, "DaysFree"),
    ({"kind": "limit", "day": "2026-10-06"}, "AdviserLimit"),
    ({"kind": "budget", "day": "2026-10-06", "budget_yen": 900_000}, "TourRule"),
]


@pytest.mark.parametrize(("remedy", "kind"), REMEDIES)
def test_one_press_on_a_refusal_begins_a_scenario_with_its_remedy(
    session: Session, sign_in: SignIn, tour: Tour, remedy: dict[str, object], kind: str
) -> None:
    adviser = make_adviser(session, tour, unavailable=[date(2026, 10, 7)])
    named = remedy | ({"adviser_id": adviser.id} if kind in {"DaysFree", "AdviserLimit"} else {})
    bid = session.scalars(select(Bid)).one()
    plan = make_plan(session, tour, {}, [bid], components=COSTS)
    refusal = session.scalars(select(PlannedDecline)).one()
    refusal.remedies = [named]
    session.commit()
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/plans/{plan.id}/refusals"
    assert "Try it in a scenario" in client.get("/en" + page).text

    answer = client.post(f"{page}/{bid.id}/what-if", data={"remedy": 1})

    made = session.scalars(select(Scenario)).one()
    assert answer.location == f"/organiser/scenarios/{made.id}"
    assert {type(each).__name__ for each in made.assumed} == {kind}
    kinds = BidDate | DaysFree | AdviserLimit | TourRule
    assert all(isinstance(each, kinds) for each in made.assumed)
    assert len(made.assumed) == (2 if kind == "AdviserLimit" else 1)


def test_a_remedy_that_is_none_or_so_already_begins_nothing(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    adviser = make_adviser(session, tour)
    bid = session.scalars(select(Bid)).one()
    plan = make_plan(session, tour, {}, [bid], components=COSTS)
    refusal = session.scalars(select(PlannedDecline)).one()
    free = {"kind": "free_day", "free_day": "2026-10-07", "adviser_id": adviser.id}
    refusal.remedies = [{"kind": "told", "ja": "何か", "en": "Something"}, free]
    session.commit()
    client = sign_in(RoleName.PLANNER)
    address = f"/organiser/plans/{plan.id}/refusals/{bid.id}/what-if"

    for number in ("1", "3", "0", "-1", "x", ""):
        assert client.post(address, data={"remedy": number}).status_code == 303
    assert client.post("/en" + address, data={"remedy": 2}).status_code == 303
    assert session.scalars(select(Scenario)).all() == []
    missing = f"/organiser/plans/{plan.id}/refusals/999/what-if"
    assert client.post(missing, data={"remedy": 1}).status_code == 404
    assert "That is so already" in client.get(f"/en/organiser/plans/{plan.id}/refusals").text
    assert client.get(address).status_code == 405
    assert sign_in(RoleName.CLERK).post(address).status_code == 403
