"""Releasing a plan at a set time, and calling that off."""

import re
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.domain.japan_time import instant_of
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_bid, make_plan, make_tour
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 6)
TIME = {"later-day": "2026/9/1", "later-clock": "9:00", "later-until": "2026/9/20"}


@pytest.fixture
def plan(session: Session) -> Plan:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    return make_plan(session, tour, {make_bid(session, tour): (DAY, [adviser])})


def shown(page: str) -> dict[str, str]:
    found = re.search(r'name="later-shown"[^>]*value="(\w+)"', page)
    assert found is not None
    return {"later-shown": found[1]}


def row(session: Session, plan: Plan) -> ScheduledRelease | None:
    session.expire_all()
    return session.get(ScheduledRelease, plan.id)


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_time_is_set_seen_and_called_off(
    session: Session, sign_in: SignIn, plan: Plan, language: str
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"{language}/organiser/plans/{plan.id}/release"

    answer = client.post(f"{here}/schedule", data=TIME | shown(client.get(here).text))

    assert answer.location == here
    scheduled = row(session, plan)
    assert scheduled is not None
    assert (scheduled.release_at, scheduled.due_on) == (
        instant_of(date(2026, 9, 1), time(9)),
        date(2026, 9, 20),
    )
    waiting = BeautifulSoup(client.get(here).text, "html.parser")
    assert any("9:00" in each.text or "09:00" in each.text for each in waiting.select(".notice"))
    for _ in range(2):
        assert client.post(f"{here}/call-off").location == here
    called_off = row(session, plan)
    assert called_off is not None
    assert called_off.state is ScheduleState.CALLED_OFF


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"later-day": ""}, 422),
        ({"later-clock": "soon"}, 422),
        ({"later-day": "2020/1/1", "later-until": ""}, 422),
        ({"later-until": "2026/8/31"}, 422),
        ({"later-shown": "something else"}, 409),
    ],
)
def test_what_cannot_be_is_said_and_keeps_what_was_typed(
    session: Session, sign_in: SignIn, plan: Plan, changes: dict[str, str], status: int
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/en/organiser/plans/{plan.id}/release"
    form = TIME | shown(client.get(here).text) | changes

    answer = client.post(f"{here}/schedule", data=form)

    assert answer.status_code == status
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select("details[open] input[name=later-day]") or status != 422
    assert bool(page.select(".error-summary")) is (status == 422)
    assert row(session, plan) is None


def test_a_plan_that_cannot_be_released_any_more_shows_why(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    here = f"/organiser/plans/{plan.id}/release"
    plan.state = PlanState.SUPERSEDED
    session.commit()

    answer = sign_in(RoleName.PLANNER).post(f"{here}/schedule", data=TIME | {"later-day": "12"})

    assert answer.location == here


def test_one_plan_of_a_tour_waits_at_a_time(session: Session, sign_in: SignIn, plan: Plan) -> None:
    seminar = plan.seminars[0]
    adviser = session.get_one(Adviser, seminar.team[0].adviser_id)
    other = make_plan(session, plan.tour, {seminar.bid: (DAY, [adviser])})
    client = sign_in(RoleName.PLANNER)
    statuses = []
    for each in (plan, other):
        here = f"/organiser/plans/{each.id}/release"
        form = TIME | shown(client.get(here).text)
        statuses.append(client.post(f"{here}/schedule", data=form).status_code)

    assert statuses == [303, 409]


def test_a_release_that_did_not_take_place_is_told(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/en/organiser/plans/{plan.id}/release"
    client.post(f"{here}/schedule", data=TIME | shown(client.get(here).text))
    scheduled = row(session, plan)
    assert scheduled is not None
    scheduled.state = ScheduleState.FAILED
    session.commit()

    assert "and was not" in client.get(here).text


@pytest.mark.parametrize("deed", ["schedule", "call-off"])
def test_clerks_set_no_time(sign_in: SignIn, plan: Plan, deed: str) -> None:
    here = f"/organiser/plans/{plan.id}/release/{deed}"
    assert sign_in(RoleName.CLERK).post(here, data=TIME).status_code == 403


@pytest.mark.parametrize("deed", ["schedule", "call-off"])
def test_it_is_done_by_sending_for_a_plan_that_there_is_of_a_tour_that_goes_on(
    session: Session, sign_in: SignIn, plan: Plan, deed: str
) -> None:
    here = f"/organiser/plans/{plan.id}/release/{deed}"
    client = sign_in(RoleName.PLANNER)
    assert client.get(here).status_code == 405
    assert client.post(here.replace(str(plan.id), "999"), data=TIME).status_code == 404
    form = TIME | shown(client.get(f"/organiser/plans/{plan.id}/release").text)
    plan.tour.stage = TourStage.ARCHIVED
    session.commit()
    assert client.post(here, data=form).status_code == 409
