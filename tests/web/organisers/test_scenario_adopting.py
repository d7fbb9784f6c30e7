"""A scenario becomes the tour's own through the pages: preview, press, refusals."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.planning.model import Plan
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_bid, make_plan, make_tour
from tests.planning.whatifs import every_kind, new_adviser, scenario
from tests.web.accounts.support import SignIn

COSTS = dict.fromkeys(
    ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes"), 0
)


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def own(session: Session, tour: Tour) -> Scenario:
    """A scenario with a change of each kind."""
    adviser = make_adviser(session, tour, unavailable=[date(2026, 12, 1)], name_en="Sato")
    bids = [make_bid(session, tour) for _ in range(2)]
    waiting = make_bid(session, tour, state=BidState.SUBMITTED, host_name="待機商工会")
    return scenario(session, tour, *every_kind(adviser, *bids, waiting))


def page(own: Scenario) -> str:
    return f"/organiser/scenarios/{own.id}/adopt"


def fingerprint(client: FlaskClient, own: Scenario) -> str:
    found = re.search(r'name="shown"[^>]*value="([0-9a-f]+)"', client.get(page(own)).text)
    assert found
    return found[1]


def test_the_preview_lists_rows_and_what_needs_a_person(sign_in: SignIn, own: Scenario) -> None:
    text = sign_in(RoleName.PLANNER).get("/en" + page(own)).text

    for told in (
        "One night in a hotel (yen): 9,000",
        "11,000",
        "Sato: unavailable on",
        "not accepted for planning",
        "1 host gets an email",
        "What somebody has to do",
        "/organiser/advisers/new?home=27&amp;topic=trade-secret",
        "Change all 8",
    ):
        assert told in text, told


def test_one_press_changes_all_and_leads_back(
    session: Session, sign_in: SignIn, tour: Tour, own: Scenario
) -> None:
    client = sign_in(RoleName.PLANNER)

    answer = client.post("/en" + page(own), data={"shown": fingerprint(client, own)})

    session.expire_all()
    assert answer.location == f"/en/organiser/scenarios/{own.id}"
    assert tour.hotel_yen == 9_000
    text = client.get(answer.location).text
    assert "have become the tour" in text
    assert "Made the tour" in text
    assert "That is so already" in text
    again = client.get("/en" + page(own)).text
    assert "What is so already" in again


def test_what_has_changed_meanwhile_is_shown_again(
    session: Session, sign_in: SignIn, tour: Tour, own: Scenario
) -> None:
    client = sign_in(RoleName.PLANNER)
    seen = fingerprint(client, own)
    tour.version += 1
    session.commit()

    answer = client.post("/en" + page(own), data={"shown": seen})

    assert answer.status_code == 409
    assert "Something has changed in the meantime" in answer.text
    assert client.post(page(own), data={}).status_code == 409


def test_nothing_to_press_and_nobody_allowed(
    session: Session, sign_in: SignIn, tour: Tour, own: Scenario
) -> None:
    client = sign_in(RoleName.PLANNER)
    empty = scenario(session, tour, new_adviser())
    text = client.get("/en" + page(empty)).text
    assert "can be changed by a press" in text
    assert "Change all" not in text

    assert sign_in(RoleName.CLERK).get(page(own)).status_code == 403
    assert client.delete(page(own)).status_code == 405
    assert client.get("/organiser/scenarios/999/adopt").status_code == 404
    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert client.get(page(own)).status_code == 409


def test_a_new_adviser_is_prefilled_as_far_as_the_scenario_goes(
    sign_in: SignIn, own: Scenario
) -> None:
    assert own.id
    client = sign_in(RoleName.PLANNER)

    text = client.get("/organiser/advisers/new?home=27&topic=trade-secret&topic=gone").text

    assert re.search(
        r'<option selected[^>]*value="27"|value="27" selected|selected value="27"', text
    )
    assert "checked" in text
    assert client.get("/organiser/advisers/new?home=99&topic=x").status_code == 200


def test_a_plan_of_a_scenario_says_so_and_is_not_released(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    own = scenario(session, tour, TourRule("hotel_yen", 9_000))
    plan = make_plan(
        session,
        tour,
        {bid: (bid.dates[0].day, [adviser])},
        state=PlanState.SCENARIO,
        scenario_id=own.id,
        components=COSTS,
    )
    client = sign_in(RoleName.PLANNER)
    address = f"/en/organiser/plans/{plan.id}"

    for name in ("", "/seminars", "/calendar", "/timeline", "/map", "/refusals", "/compare"):
        text = client.get(address + name).text
        assert "This plan answers a scenario, not the tour as it is" in text
        assert "One night in a hotel (yen): 9,000" in text
        assert "Preview the release" not in text
    preview = client.get(f"{address}/release").text
    assert "It cannot be released as it is" in preview
    assert "9,000" in preview
    assert client.post(f"{address}/release", data={"shown": ""}).status_code == 409
    session.expire_all()
    assert plan.state is PlanState.SCENARIO
    assert f"/plans/{plan.id}" not in client.get("/organiser/tours/2026/planning").text


def test_its_plan_may_be_copied_where_the_tour_knows_all_of_it(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    own = scenario(session, tour, TourRule("hotel_yen", 9_000))
    client = sign_in(RoleName.PLANNER)
    plans = [
        make_plan(
            session,
            tour,
            {each: (each.dates[0].day, [adviser])},
            state=PlanState.SCENARIO,
            scenario_id=own.id,
            components=COSTS,
        )
        for each in (bid, waiting)
    ]

    copied = client.post(f"/organiser/plans/{plans[0].id}/copy")
    refused = client.post(f"/en/organiser/plans/{plans[1].id}/copy")

    draft = session.scalars(select(Plan).where(Plan.parent_id == plans[0].id)).one()
    assert (draft.state, draft.scenario_id) == (PlanState.EDITED, None)
    assert copied.location == f"/organiser/plans/{draft.id}/edit"
    assert refused.location == f"/en/organiser/plans/{plans[1].id}"
    assert "The plan cannot be copied" in client.get(refused.location).text
