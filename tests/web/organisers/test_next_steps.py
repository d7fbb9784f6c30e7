"""The link to what a tour waits for, on the pages of the tour."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    make_adviser,
    make_bid,
    make_plan,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.web.accounts.support import SignIn

TOUR = "/en/organiser/tours/2026"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what is counted is tested with the overview."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    tour = make_tour(session)
    make_topic(session)
    make_adviser(session, tour)
    return tour


def onward(client: FlaskClient, address: str) -> str | None:
    """Where the page leads on to."""
    link = BeautifulSoup(client.get(address).text, "html.parser").select_one(".next-step a")
    return None if link is None else str(link["href"])


def test_waiting_bids_are_one_press_away_and_lead_on_to_planning(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    bids = [make_bid(session, tour, state=BidState.SUBMITTED) for _ in range(2)]

    for page in ("", "/bids", "/advisers", "/settings", "/seminars"):
        address = onward(clerk, TOUR + page)
        assert address is not None, page
        shown = clerk.get(address).text
        assert all(bid.host_name in shown for bid in bids)
        assert f'value="{TOUR}/planning"' in shown
    assert onward(clerk, f"{TOUR}/bids?state=submitted") is None


def test_an_accepted_bid_leads_to_planning_and_a_plan_to_its_release(
    sign_in: SignIn, session: Session, tour: Tour
) -> None:
    bid, planner = make_bid(session, tour), sign_in(RoleName.PLANNER)
    assert onward(planner, TOUR) == f"{TOUR}/planning"
    plan = make_plan(session, tour, {bid: (date(2026, 6, 9), [])})
    assert onward(planner, TOUR) == f"/en/organiser/plans/{plan.id}/release"


def test_seminars_lead_to_announcing_and_to_answers(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), state=SeminarState.TENTATIVE)
    assert onward(clerk, f"{TOUR}/seminars") == f"{TOUR}/confirmations"
    seminar.state = SeminarState.CONFIRMED
    session.commit()
    assert onward(clerk, f"{TOUR}/seminars") == f"{TOUR}/seminars?state=confirmed"
    assert onward(clerk, f"{TOUR}/seminars?state=confirmed") is None


def test_nobody_is_led_to_what_they_may_not_do(
    sign_in: SignIn, session: Session, tour: Tour
) -> None:
    viewer = sign_in(RoleName.VIEWER)
    assert onward(viewer, TOUR) is None
    make_bid(session, tour, state=BidState.SUBMITTED)
    assert onward(viewer, TOUR) is None


def test_without_topics_or_advisers_these_come_first(clerk: FlaskClient, session: Session) -> None:
    make_tour(session)
    assert onward(clerk, TOUR) == "/en/organiser/topics"
    make_topic(session)
    assert onward(clerk, TOUR) == f"{TOUR}/advisers"
