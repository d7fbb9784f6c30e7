"""How a plan shares the work, and what sharing it more evenly costs."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.fairness_curves import begin_curve, points_of_curve
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import LONGEST_QUEUE
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.web.clock import now
from seminar_service.work.model import JobState
from tests.factories import make_adviser, make_bid, make_plan, make_run
from tests.planning.solver_io.plans import save_plan
from tests.planning.whatifs import STAFF
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 8)
COSTS = dict.fromkeys(("hotels", "dates", "declines", "coverage", "changes"), 0)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name="山田 太郎", name_en="Taro Yamada")


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: Choice.FIRST})


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, osaka: Bid) -> Plan:
    return save_plan(session, tour, {osaka: (DAY, [adviser])}, bound_yen=0)


def test_the_work_of_each_adviser_stands_beside_the_mean_and_sorts_by_its_heads(
    session: Session, sign_in: SignIn, plan: Plan, tour: Tour, adviser: Adviser
) -> None:
    idle = make_adviser(session, tour, name="秋田 次郎", name_en="Jiro Akita", name_kana="アキタ")
    client, address = sign_in(RoleName.VIEWER), f"/en/organiser/plans/{plan.id}/workload"

    page = BeautifulSoup(client.get(f"{address}?sort=seminars").text, "html.parser")
    by_reading = BeautifulSoup(client.get(address).text, "html.parser")

    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in page.select("tbody tr")
    ]
    assert [row[:2] for row in rows] == [
        [adviser.name_en, "1 +0.5 from the mean"],
        [idle.name_en, "0 −0.5 from the mean"],
    ]
    assert [row.th.text for row in by_reading.select("tbody tr") if row.th] == [
        idle.name_en,
        adviser.name_en,
    ]
    assert client.get(f"{address}?sort=nonsense").status_code == 404


@pytest.fixture
def curve(session: Session, plan: Plan) -> list[Scenario]:
    """The points of a curve, which wait for the planner."""
    tour = plan.tour
    begin_curve(session, tour.id, 10, seen=0, name_of=str, actor=STAFF, now=now())
    return points_of_curve(session, tour.id)


def answer(session: Session, point: Scenario, adviser: Adviser, yen: int, seminars: int) -> Plan:
    """The plan of a point: so many seminars of one adviser, for so many yen and 7 of workload."""
    held = {make_bid(session, point.tour): (DAY, [adviser]) for _ in range(seminars)}
    plan = make_plan(
        session,
        point.tour,
        held,
        components=COSTS | {"fares": yen, "workload": 7},
        objective_yen=yen + 7,
        bound_yen=yen,
        state=PlanState.SCENARIO,
        scenario_id=point.id,
    )
    (run,) = point.runs
    run.plan, run.job.state = plan, JobState.DONE
    session.commit()
    return plan


def address(plan: Plan) -> str:
    return f"/en/organiser/plans/{plan.id}/workload"


def rows_of(text: str) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in BeautifulSoup(text, "html.parser").select("#fairness tbody tr")
    ]


def ask(client: FlaskClient, plan: Plan, **values: str) -> str:
    """Press for the curve; what the page says afterwards."""
    data = {"time_limit": "10", "seen": "0"} | values
    sent = client.post(f"/en/organiser/plans/{plan.id}/fairness", data=data)
    assert sent.status_code == 303
    return client.get(sent.location).text


def test_a_press_puts_a_set_of_points_into_the_queue(
    session: Session, sign_in: SignIn, plan: Plan, tour: Tour
) -> None:
    text = ask(sign_in(RoleName.PLANNER), plan)

    assert "6 points wait for the planner." in text
    assert "0 of 6 points have been computed." in text
    points = points_of_curve(session, tour.id)
    assert points[0].name == "Uneven workload at ¥0"
    assert [row[:2] for row in rows_of(text)][:2] == [
        ["Point 1", "¥0"],
        ["Point 2", f"¥{tour.workload_yen} as in the tour now"],
    ]
    assert "Compute the curve" not in text


def test_a_press_that_comes_too_late_doubles_nothing(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    ask(client, plan)

    for seen in ("0", "1", "nonsense"):
        assert "asked for this curve already" in ask(client, plan, seen=seen)

    assert len(session.scalars(select(PlanningRun)).all()) == 6


def test_solved_points_are_drawn_with_the_plan_beside_them(
    session: Session, sign_in: SignIn, plan: Plan, adviser: Adviser, curve: list[Scenario]
) -> None:
    make_adviser(session, plan.tour)
    answer(session, curve[0], adviser, 1_000, 2)
    answer(session, curve[1], adviser, 3_000, 2)
    last = answer(session, curve[2], adviser, 9_000, 0)

    text = sign_in(RoleName.VIEWER).get(address(plan)).text

    page = BeautifulSoup(text, "html.parser")
    assert len(page.select("#fairness .chart__drawing .fair-best")) == 2
    assert len(page.select("#fairness .chart__drawing .fair-beaten")) == 1
    assert len(page.select("#fairness .chart__drawing .fair-own")) == 1
    assert "3 of 6 points have been computed." in text
    rows = rows_of(text)
    assert rows[0][2:7] == ["¥1,000", "1", "0 – 2", "2", "at most ¥7"]
    assert "Another point is better" in rows[1][7]
    assert "Nothing better" in rows[2][7]
    assert "Waiting, no." in rows[3][7]
    assert (rows[6][0], rows[6][7]) == ("This plan", "Not known to be made from the same input")
    assert f"/en/organiser/plans/{last.id}" in text


def test_a_changed_input_is_said_but_not_that_of_the_price_itself(
    session: Session, sign_in: SignIn, plan: Plan, adviser: Adviser, curve: list[Scenario]
) -> None:
    answer(session, curve[0], adviser, 1_000, 0)
    client, notice = sign_in(RoleName.VIEWER), "The input has changed since this curve"
    plan.tour.workload_yen = 9_999
    session.commit()
    assert notice not in client.get(address(plan)).text

    plan.tour.hotel_yen = 1
    session.commit()

    assert notice in client.get(address(plan)).text


def test_a_plan_stands_beside_the_points_only_while_it_answers_the_same_input(
    session: Session, sign_in: SignIn, plan: Plan, adviser: Adviser, curve: list[Scenario]
) -> None:
    answer(session, curve[0], adviser, 1_000, 0)
    client = sign_in(RoleName.VIEWER)
    same = session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=now()))
    session.commit()
    assert "better" in rows_of(client.get(address(same)).text)[6][7]

    plan.tour.hotel_yen = 1
    session.commit()
    assert "better" in rows_of(client.get(address(same)).text)[6][7]
    other = session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=now()))

    found = rows_of(client.get(address(other)).text)[6][7]
    assert found == "Not known to be made from the same input"


def test_a_curve_that_is_solved_can_be_computed_anew(
    session: Session, sign_in: SignIn, plan: Plan, adviser: Adviser, curve: list[Scenario]
) -> None:
    for each in curve:
        answer(session, each, adviser, 1_000, 0)
    client = sign_in(RoleName.PLANNER)
    assert "Compute the curve anew" in client.get(address(plan)).text

    text = ask(client, plan, seen="1")

    assert "6 points wait for the planner." in text
    assert [each.curve for each in points_of_curve(session, plan.tour_id)] == [2] * 6


def test_points_stand_apart_from_the_scenarios(
    sign_in: SignIn, plan: Plan, curve: list[Scenario]
) -> None:
    client = sign_in(RoleName.VIEWER)

    text = client.get(f"/en/organiser/tours/{plan.tour.fiscal_year}/scenarios").text

    assert "6 more are points of the price of fairness." in text
    assert f"{address(plan)}#fairness" in text
    assert f"/scenarios/{curve[0].id}" not in text
    assert "goes with its curve" in client.get(f"/en/organiser/scenarios/{curve[0].id}").text


def test_a_bad_time_limit_is_named(session: Session, sign_in: SignIn, plan: Plan) -> None:
    client, page = sign_in(RoleName.PLANNER), f"/en/organiser/plans/{plan.id}/fairness"

    answer = client.post(page, data={"time_limit": "7", "seen": "0"})

    assert answer.status_code == 422
    assert "Time limit" in answer.text
    assert session.scalars(select(Scenario)).all() == []


def test_what_cannot_be_asked_is_said(session: Session, sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)
    for _ in range(LONGEST_QUEUE):
        make_run(session, plan.tour, job_state=JobState.QUEUED)
    assert "Too much waits for the planner" in ask(client, plan)

    for run in session.scalars(select(PlanningRun).where(PlanningRun.plan_id.is_(None))):
        run.job.state = JobState.DONE
    plan.seminars[0].bid.state = BidState.WITHDRAWN
    session.commit()
    assert "There is nothing to plan yet" in ask(client, plan)


def test_only_planners_ask_and_only_by_sending(
    client: FlaskClient, sign_in: SignIn, plan: Plan
) -> None:
    page = f"/organiser/plans/{plan.id}/fairness"
    data = {"time_limit": "10", "seen": "0"}

    assert client.post(page, data=data).status_code == 401
    assert sign_in(RoleName.VIEWER).post(page, data=data).status_code == 403
    planner = sign_in(RoleName.PLANNER)
    assert planner.get(page).status_code == 405
    assert planner.post("/organiser/plans/999/fairness", data=data).status_code == 404


def test_a_tour_that_is_over_is_not_computed(session: Session, sign_in: SignIn, plan: Plan) -> None:
    plan.tour.stage = TourStage.ARCHIVED
    session.commit()

    assert "fairness" not in sign_in(RoleName.PLANNER).get(address(plan)).text
