"""The ways round a declined date on the staff's pages, and the press that begins with one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_adviser, make_bid
from tests.planning.declining import OFFERED, declined, released
from tests.planning.drafts import DAY, LATER
from tests.web.accounts.support import SignIn


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, name_en="Taro Yamada")


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days=OFFERED, host_name="<b>大阪商工会議所")


@pytest.fixture
def plan(session: Session, tour: Tour, bid: Bid, adviser: Adviser) -> Plan:
    return released(session, tour, bid, adviser)


@pytest.fixture
def decline(session: Session, plan: Plan, bid: Bid) -> DeclinedDay:
    assert plan.id
    return declined(session, bid)


@pytest.fixture
def address(decline: DeclinedDay) -> str:
    return f"/en/organiser/tours/{decline.bid.tour.fiscal_year}/declines/{decline.id}"


def sent_by(page: str, button: str) -> dict[str, str]:
    """What a button of the page sends."""
    for form in BeautifulSoup(page, "html.parser").select("main form.post-button"):
        if button in form.get_text():
            return {str(each["name"]): str(each["value"]) for each in form.select("input")}
    raise AssertionError(button)


def test_the_planning_room_leads_to_the_ways_without_computing_them(
    sign_in: SignIn, decline: DeclinedDay, address: str
) -> None:
    page = sign_in(RoleName.VIEWER).get(address.rsplit("/declines", 1)[0] + "/planning").text

    link = BeautifulSoup(page, "html.parser").select_one(f"#declines a[hx-get='{address}']")
    assert link is not None
    assert link["href"] == address
    assert str(link["hx-target"]) == f"#repairs-{decline.id}"


def test_each_way_says_what_it_costs_and_whom_it_moves(sign_in: SignIn, address: str) -> None:
    text = sign_in(RoleName.PLANNER).get(address).text

    assert "Taro Yamada" in text
    assert "changes after release" in text
    assert "Refusing the bid instead: +¥" in text
    assert "&lt;b&gt;大阪商工会議所" in text
    assert "Let the planner find the least change" in text


def test_a_press_begins_a_draft_with_the_way(
    session: Session, sign_in: SignIn, address: str, bid: Bid, adviser: Adviser
) -> None:
    client = sign_in(RoleName.PLANNER)
    data = sent_by(client.get(address).text, "Begin a draft with this")

    answers = [client.post(address, data=data) for _ in range(2)]

    draft = session.scalars(select(Plan).where(Plan.state == PlanState.EDITED)).one()
    assert {each.location for each in answers} == {f"/en/organiser/plans/{draft.id}/edit"}
    held = held_by(session, draft.id)[bid.id]
    assert (held.day > DAY, held.team) == (True, (adviser.id,))


def test_another_press_leads_to_the_planners_least_change(
    session: Session, sign_in: SignIn, address: str
) -> None:
    client = sign_in(RoleName.PLANNER)
    data = sent_by(client.get(address).text, "Let the planner find the least change")

    answer = client.post(address, data=data)

    draft = session.scalars(select(Plan).where(Plan.state == PlanState.EDITED)).one()
    assert answer.location == f"/en/organiser/plans/{draft.id}/again/repair"
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"day": ""}, "Please choose one of the ways below."),
        ({"adviser": "x"}, "Please choose one of the ways below."),
        ({"adviser": "999"}, "Please choose one of the ways below."),
        ({"day": "2090-01-01"}, "Please choose one of the ways below."),
        ({"shown": "earlier"}, "This has changed in the meantime."),
    ],
)
def test_what_is_sent_wrongly_begins_nothing(
    session: Session, sign_in: SignIn, address: str, change: dict[str, str], words: str
) -> None:
    client = sign_in(RoleName.PLANNER)
    data = sent_by(client.get(address).text, "Begin a draft with this") | change

    answer = client.post(address, data=data)

    assert answer.status_code == 303
    assert words in client.get(answer.location).text
    assert session.scalars(select(Plan).where(Plan.state == PlanState.EDITED)).all() == []


def test_a_settled_decline_says_so(
    session: Session, sign_in: SignIn, address: str, bid: Bid, plan: Plan
) -> None:
    client = sign_in(RoleName.VIEWER)
    plan.state = PlanState.SUPERSEDED
    session.commit()
    assert "No released plan holds this seminar so" in client.get(address).text

    session.scalars(select(Seminar).where(Seminar.bid_id == bid.id)).one().day = LATER
    session.commit()
    assert "nothing has to be done" in client.get(address).text


def test_viewers_see_the_prices_and_begin_nothing(
    client: FlaskClient, session: Session, sign_in: SignIn, address: str, tour: Tour
) -> None:
    assert "/organiser/login" in client.get(address).location
    viewer = sign_in(RoleName.VIEWER)
    assert "Begin a draft" not in viewer.get(address).text
    assert viewer.post(address, data={}).status_code == 403
    planner = sign_in(RoleName.PLANNER)
    assert planner.put(address).status_code == 405
    assert planner.get(address + "9").status_code == 404
    assert planner.get(address.replace("2026", "2025")).status_code == 404
    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert "Begin a draft" not in planner.get(address).text


def test_the_pages_on_which_the_office_meets_a_decline_lead_to_the_ways(
    sign_in: SignIn, session: Session, plan: Plan, bid: Bid, adviser: Adviser
) -> None:
    assert plan.id
    decline = declined(session, bid, adviser)
    viewer, tour = sign_in(RoleName.VIEWER), decline.bid.tour
    address = f"/en/organiser/tours/{tour.code}/declines/{decline.id}"
    pages = (
        f"/en/organiser/bids/{decline.bid_id}",
        f"/en/organiser/seminars/{decline.seminar.public_id}",
        f"/en/organiser/tours/{tour.code}/advisers/{decline.adviser_id}",
    )
    for page in pages:
        soup = BeautifulSoup(viewer.get(page).text, "html.parser")
        (link,) = soup.select(f"a[hx-get='{address}']")
        assert link["href"] == address
        assert soup.select_one(f"#repairs-{decline.id}[role=status]")
        assert "<b>大阪" not in str(link)

    decline.seminar.day += timedelta(days=1)
    session.commit()
    for page in pages:
        assert address not in viewer.get(page).text
