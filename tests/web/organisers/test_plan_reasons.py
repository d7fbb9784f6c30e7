"""The page that says why a plan holds a seminar as it does."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import instance_document
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_run
from tests.planning.drafts import STAFF
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 8)
LATER = DAY + timedelta(days=7)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(
        session,
        tour,
        place="27",
        host_name="<b>大阪</b>商工会議所",
        days={DAY: "first", LATER: "second"},
    )


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, bid: Bid) -> Plan:
    """A plan of the planner that holds one bid and refuses another."""
    make_bid(session, tour)
    make_adviser(session, tour, name="森 花子", name_en="Hanako Mori", home="27")
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    make_run(session, tour, plan=plan, instance=instance_document(session, tour))
    return plan


def test_a_seminar_stands_beside_its_other_days_and_advisers(
    sign_in: SignIn, plan: Plan, bid: Bid
) -> None:
    client = sign_in(RoleName.VIEWER)

    page = client.get(f"/en/organiser/plans/{plan.id}/seminars/{bid.id}").text

    assert "Thu 8 Oct 2026" in page
    assert "Thu 15 Oct 2026" in page
    assert "Hanako Mori" in page
    assert "more for the choice of dates" in page
    assert "&lt;b&gt;大阪&lt;/b&gt;" in page
    assert "<b>大阪" not in page
    assert "Look for another way by hand" not in page


def test_a_planner_goes_on_from_there_to_a_draft(
    session: Session, sign_in: SignIn, plan: Plan, bid: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)
    draft_id = copy_plan(session, plan.id, actor=STAFF, now=NOW)

    of_plan = client.get(f"/en/organiser/plans/{plan.id}/seminars/{bid.id}").text
    of_draft = client.get(f"/en/organiser/plans/{draft_id}/seminars/{bid.id}").text

    assert f'action="/en/organiser/plans/{plan.id}/copy"' in of_plan
    assert f'href="/en/organiser/plans/{draft_id}/edit/{bid.id}"' in of_draft


def test_the_list_of_seminars_leads_there(sign_in: SignIn, plan: Plan, bid: Bid) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/organiser/plans/{plan.id}/seminars").text

    assert f'href="/organiser/plans/{plan.id}/seminars/{bid.id}"' in page


def test_without_the_problem_of_the_plan_it_says_that_nothing_can_be_compared(
    session: Session, sign_in: SignIn, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})

    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}/seminars/{bid.id}").text

    assert "was not kept" in page


@pytest.mark.parametrize("what", ["plan", "bid", "refused"])
def test_what_the_plan_does_not_hold_is_missing(
    session: Session, sign_in: SignIn, plan: Plan, bid: Bid, what: str
) -> None:
    refused = session.scalars(select(Bid).where(Bid.id != bid.id)).one()
    address = {
        "plan": f"/organiser/plans/999/seminars/{bid.id}",
        "bid": f"/organiser/plans/{plan.id}/seminars/999",
        "refused": f"/organiser/plans/{plan.id}/seminars/{refused.id}",
    }[what]

    assert sign_in(RoleName.VIEWER).get(address).status_code == 404


def test_strangers_do_not_read_it_and_nobody_posts_to_it(
    client: FlaskClient, sign_in: SignIn, plan: Plan, bid: Bid
) -> None:
    address = f"/organiser/plans/{plan.id}/seminars/{bid.id}"

    for each in (address, f"/organiser/plans/{plan.id}/refusals/{bid.id}/days"):
        assert client.get(each).status_code == 302
    assert sign_in(RoleName.PLANNER).post(address).status_code == 405


def test_a_refused_bid_shows_its_days_with_what_each_would_cost(
    session: Session, sign_in: SignIn, plan: Plan, bid: Bid
) -> None:
    refused = session.scalars(select(Bid).where(Bid.id != bid.id)).one()
    client, address = sign_in(RoleName.VIEWER), f"/en/organiser/plans/{plan.id}/refusals"

    page = client.get(f"{address}/{refused.id}/days").text

    assert refused.host_name in page
    assert "What stands in the way" in page
    assert "less for refused bids" in page
    assert f'href="{address}/{refused.id}/days"' in client.get(address).text
    assert client.get(f"{address}/{bid.id}/days").status_code == 404
    assert client.post(f"{address}/{refused.id}/days").status_code == 405


def test_of_an_old_plan_nothing_is_said_of_a_refused_bid(
    session: Session, sign_in: SignIn, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    refused = make_bid(session, tour)
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    address = f"/en/organiser/plans/{plan.id}/refusals/{refused.id}/days"

    assert "was not kept" in sign_in(RoleName.VIEWER).get(address).text
