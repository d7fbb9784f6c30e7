"""The planning room and the planner at work, as the staff sees them."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning import services as planning
from seminar_service.planning.model import PlanningProgress, PlanningRun
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import NOW, make_adviser, make_bid, make_tour, make_user
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

ROOM = "/organiser/tours/2026/planning"


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour with one adviser and one accepted bid."""
    tour = make_tour(session)
    make_adviser(session, tour, name="山田 太郎", unavailable=[date(2026, 12, 1)])
    make_bid(session, tour, host_name="名古屋商工会議所")
    return tour


@pytest.fixture
def run(session: Session, tour: Tour) -> PlanningRun:
    """A run of the tour that waits for a worker."""
    run_id = planning.start_run(session, tour.id, 60, actor=SYSTEM, now=NOW)
    return session.get_one(PlanningRun, run_id)


def report(
    session: Session, run: PlanningRun, seconds: float, cost: int | None, bound: int
) -> None:
    """Let the run report something."""
    run.job.state = JobState.RUNNING
    session.add(
        PlanningProgress(
            planning_run_id=run.id,
            seconds=seconds,
            objective_yen=cost,
            bound_yen=bound,
            phase="search",
        )
    )
    session.commit()


def test_the_room_shows_what_is_ready_and_offers_to_plan(sign_in: SignIn, tour: Tour) -> None:
    answer = sign_in(RoleName.PLANNER).get("/en" + ROOM)

    assert answer.status_code == 200
    assert "Plan the tour" in answer.text
    assert "Worth a look before planning" not in answer.text
    assert tour.name_en in answer.text


@pytest.mark.usefixtures("tour")
def test_a_viewer_sees_the_room_but_cannot_start(sign_in: SignIn) -> None:
    client = sign_in(RoleName.VIEWER)

    assert "Plan the tour" not in client.get("/en" + ROOM).text
    assert client.post(ROOM, data={"time_limit": 60}).status_code == 403


@pytest.mark.usefixtures("tour")
def test_who_has_not_signed_in_is_sent_to_the_login(client: FlaskClient) -> None:
    answer = client.get(ROOM)

    assert answer.status_code == 302
    assert "/organiser/login" in answer.location


def test_a_tour_that_does_not_exist_has_no_room(sign_in: SignIn) -> None:
    client = sign_in(RoleName.PLANNER)

    assert client.get(ROOM).status_code == 404
    assert client.post(ROOM, data={"time_limit": 60}).status_code == 404


@pytest.mark.usefixtures("tour")
def test_starting_the_planner_leads_to_its_page(session: Session, sign_in: SignIn) -> None:
    answer = sign_in(RoleName.PLANNER).post(ROOM, data={"time_limit": 300})

    run = session.scalars(select(PlanningRun)).one()
    assert answer.status_code == 303
    assert answer.location == f"/organiser/planning-runs/{run.id}"
    assert run.time_limit_seconds == 300
    assert run.started_by is not None


@pytest.mark.usefixtures("tour")
@pytest.mark.parametrize("limit", ["", "61", "ten", "-1"])
def test_a_time_limit_that_is_not_offered_is_refused(
    session: Session, sign_in: SignIn, limit: str
) -> None:
    answer = sign_in(RoleName.PLANNER).post("/en" + ROOM, data={"time_limit": limit})

    assert answer.status_code == 422
    assert "Please check what you entered" in answer.text
    assert session.scalar(select(PlanningRun)) is None


def test_starting_twice_leads_to_the_run_that_is_under_way(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    answer = sign_in(RoleName.PLANNER).post(ROOM, data={"time_limit": 60})

    assert answer.location == f"/organiser/planning-runs/{run.id}"
    assert len(session.scalars(select(PlanningRun)).all()) == 1


@pytest.mark.usefixtures("tour")
def test_a_tour_without_accepted_bids_cannot_be_planned(session: Session, sign_in: SignIn) -> None:
    make_bid(session, make_tour(session, 2027), state=BidState.SUBMITTED)
    client = sign_in(RoleName.PLANNER)

    answer = client.post("/organiser/tours/2027/planning", data={"time_limit": 60})

    assert answer.location == "/organiser/tours/2027/planning"
    assert "Nothing to plan yet" in client.get("/en/organiser/tours/2027/planning").text


def test_the_room_warns_of_what_would_spoil_a_plan(session: Session, sign_in: SignIn) -> None:
    tour = make_tour(session)
    make_adviser(session, tour, name_en="Free Always", max_seminars=0)
    make_adviser(session, tour, name_en="Knows Nothing", topics=[])
    make_bid(session, tour, host_name="過去商工会", days={date(2026, 4, 6): "first"})
    make_bid(session, tour, host_name="未定商工会", state=BidState.SUBMITTED)

    text = sign_in(RoleName.VIEWER).get("/en" + ROOM).text

    assert "no day left within the tour" in text
    assert "no topics" in text
    assert "no seminar at all" in text
    assert "no unavailable days are entered" in text
    assert "not accepted yet" in text
    assert "過去商工会" in text
    assert "未定商工会" in text


def test_the_room_lists_plans_with_cost_and_gap(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    bid = make_bid(session, tour, place="13", days={date(2026, 10, 8): "first"})
    adviser = make_adviser(session, tour)
    other = next(each for each in session.scalars(select(type(bid))) if each.id != bid.id)
    plan = save_plan(
        session,
        tour,
        {bid: (date(2026, 10, 8), [adviser]), other: (other.dates[0].day, [adviser])},
        bound_yen=1_000,
    )

    text = sign_in(RoleName.VIEWER).get("/en" + ROOM).text

    assert f"¥{plan.objective_yen:,}" in text
    assert plan.objective_yen
    assert f"¥{plan.objective_yen - 1_000:,}" in text


def test_a_run_shows_cost_bound_and_gap_while_it_goes_on(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    report(session, run, 0.4, None, 0)
    report(session, run, 1.5, 500_000, 400_000)

    text = sign_in(RoleName.VIEWER).get(f"/en/organiser/planning-runs/{run.id}").text

    assert "¥500,000" in text
    assert "¥400,000" in text
    assert "¥100,000" in text
    assert "20.0%" in text
    assert "chart__drawing" in text
    assert "every 1500ms" in text


def test_a_run_says_who_started_it_how_much_time_is_left_and_shows_its_table_when_asked(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    run.started_by = make_user(session, name="計画 花子").id
    run.job.state = JobState.RUNNING
    report(session, run, 1.5, 500_000, 400_000)
    report(session, run, 2.5, 450_000, 450_000)
    client = sign_in(RoleName.VIEWER)

    text = client.get(f"/en/organiser/planning-runs/{run.id}").text
    assert "Started by 計画 花子." in text
    assert "seconds left at most" in text
    assert "<table" not in text

    text = client.get(f"/en/organiser/planning-runs/{run.id}?table=1").text
    assert "at most ¥100,000 (20.0%)" in text
    assert text.index("2.5 s") < text.index("1.5 s")
    assert "progress?table=1" in text
    part = client.get(f"/en/organiser/planning-runs/{run.id}/progress?table=1").text
    assert "<table" in part


def test_a_minute_more_is_offered_where_nothing_is_proven(
    session: Session, sign_in: SignIn, tour: Tour, run: PlanningRun
) -> None:
    plan = save_plan(session, tour, {}, bound_yen=0)
    run.plan, run.job.state, run.job.ended_at = plan, JobState.DONE, NOW
    session.commit()
    address = f"/en/organiser/planning-runs/{run.id}"

    assert "A minute more" not in sign_in(RoleName.VIEWER).get(address).text
    client = sign_in(RoleName.PLANNER)
    assert "A minute more" in client.get(address).text
    sent = client.post("/en" + ROOM, data={"time_limit": "60"})
    assert sent.status_code == 303
    assert not sent.location.endswith(f"/{run.id}")

    plan.bound_yen = plan.objective_yen or 0
    session.commit()
    assert "A minute more" not in client.get(address).text


def test_the_changing_part_of_a_run_is_a_fragment_of_its_own(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    report(session, run, 1.5, 500_000, 400_000)

    answer = sign_in(RoleName.VIEWER).get(f"/organiser/planning-runs/{run.id}/progress")

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="run-progress"' in answer.text


def test_what_can_be_done_with_a_run_follows_its_stage_and_stays_where_it_does_not(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    client, page = sign_in(RoleName.PLANNER), f"/en/organiser/planning-runs/{run.id}"
    run.job.state = JobState.QUEUED
    session.commit()
    waits = client.get(page).text
    assert "Take it out of the queue" in waits
    run.job.state = JobState.RUNNING
    session.commit()

    begun = client.get(f"{page}/progress?stage=waiting").text
    goes_on = client.get(f"{page}/progress?stage=running").text

    assert "stage=waiting" in waits
    assert "Stop and keep the best plan so far" in begun
    assert "Take it out of the queue" not in begun
    assert 'id="run-actions"' not in goes_on
    assert "stage=running" in goes_on


def test_a_run_that_ended_is_not_asked_again_and_says_so(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    run.failure_ja, run.failure_en = "固定した開催が衝突します。", "The locked bids collide."
    run.job.state = JobState.DONE
    run.job.ended_at = NOW + timedelta(seconds=3)
    session.commit()
    client = sign_in(RoleName.VIEWER)

    fragment = client.get(f"/en/organiser/planning-runs/{run.id}/progress").text
    page = client.get(f"/organiser/planning-runs/{run.id}").text

    assert "hx-trigger" not in fragment
    assert "hx-swap-oob" in fragment
    assert "The locked bids collide." in fragment
    assert "固定した開催が衝突します。" in page
    assert 'http-equiv="refresh"' not in page


def test_a_run_that_failed_says_what_to_do(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    run.job.state = JobState.FAILED
    run.job.ended_at = NOW
    session.commit()

    text = sign_in(RoleName.VIEWER).get(f"/en/organiser/planning-runs/{run.id}").text

    assert "The planner failed" in text


def test_stopping_asks_the_worker_to_end(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    client = sign_in(RoleName.PLANNER)

    answer = client.post(f"/organiser/planning-runs/{run.id}/stop")

    session.expire_all()
    assert answer.location == f"/organiser/planning-runs/{run.id}"
    assert run.job.stop_requested
    assert "asked to stop" in client.get("/en" + answer.location).text


@pytest.mark.parametrize("role", [RoleName.VIEWER, RoleName.CLERK])
def test_only_planners_stop_a_run(sign_in: SignIn, run: PlanningRun, role: RoleName) -> None:
    client = sign_in(role)

    assert client.post(f"/organiser/planning-runs/{run.id}/stop").status_code == 403
    assert "Stop and keep" not in client.get(f"/en/organiser/planning-runs/{run.id}").text


def test_stopping_is_not_done_by_following_a_link(sign_in: SignIn, run: PlanningRun) -> None:
    assert (
        sign_in(RoleName.PLANNER).get(f"/organiser/planning-runs/{run.id}/stop").status_code == 405
    )


def test_a_run_that_does_not_exist_is_not_found(sign_in: SignIn) -> None:
    client = sign_in(RoleName.PLANNER)

    assert client.get("/organiser/planning-runs/1").status_code == 404
    assert client.get("/organiser/planning-runs/1/progress").status_code == 404
    assert client.post("/organiser/planning-runs/1/stop").status_code == 404


def test_the_room_shows_the_queue_with_who_started_what(
    session: Session, sign_in: SignIn, tour: Tour, run: PlanningRun
) -> None:
    run.job.state = JobState.RUNNING
    session.commit()
    client = sign_in(RoleName.PLANNER)
    make_bid(session, tour)
    client.post(ROOM, data={"time_limit": 60})

    text = client.get("/en" + ROOM).text

    assert "Being planned" in text
    assert "Waiting, no. 1" in text
    assert "Take out" in text
    assert "Stop and keep the best plan so far" in text
    viewer = sign_in(RoleName.VIEWER).get("/en" + ROOM).text
    assert "Waiting, no. 1" in viewer
    assert "Take out" not in viewer


def test_a_run_that_waits_is_taken_out_and_says_so(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    client = sign_in(RoleName.PLANNER)
    page = f"/organiser/planning-runs/{run.id}"
    assert "Take it out of the queue" in client.get("/en" + page).text

    answer = client.post(f"{page}/take-out")

    session.expire_all()
    assert answer.location == ROOM + "#queue"
    assert run.job.state is JobState.WITHDRAWN
    text = client.get("/en" + page).text
    assert "taken out of the queue" in text
    assert "The planner failed" not in text
    assert "Taken out of the queue" in client.get("/en" + ROOM).text


def test_a_run_that_has_begun_in_the_meantime_is_not_taken_out(
    session: Session, sign_in: SignIn, run: PlanningRun
) -> None:
    run.job.state = JobState.RUNNING
    session.commit()
    client = sign_in(RoleName.PLANNER)

    answer = client.post(f"/en/organiser/planning-runs/{run.id}/take-out")

    session.expire_all()
    assert answer.location == f"/en/organiser/planning-runs/{run.id}"
    assert run.job.state is JobState.RUNNING
    assert "has begun with it in the meantime" in client.get(answer.location).text


def test_taking_out_is_for_planners_and_by_its_button_alone(
    sign_in: SignIn, run: PlanningRun
) -> None:
    address = f"/organiser/planning-runs/{run.id}/take-out"

    assert sign_in(RoleName.CLERK).post(address).status_code == 403
    planner = sign_in(RoleName.PLANNER)
    assert planner.get(address).status_code == 405
    assert planner.post("/organiser/planning-runs/999/take-out").status_code == 404


def test_a_full_queue_is_told_in_words(
    session: Session, sign_in: SignIn, tour: Tour, run: PlanningRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LONGEST_QUEUE", 1)
    make_bid(session, tour)
    client = sign_in(RoleName.PLANNER)

    answer = client.post("/en" + ROOM, data={"time_limit": 60})

    assert answer.location == f"/en{ROOM}#queue"
    assert "Too much waits for the planner" in client.get("/en" + ROOM).text
    assert session.scalars(select(PlanningRun)).all() == [run]
