"""What the planner suggests beside the draft, in all views of two plans."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.workers.registry import HANDLERS
from tests.factories import NOW
from tests.planning.drafts import STAFF
from tests.web.accounts.support import SignIn
from tests.work.fixtures import MakeWorker

VIEWS = ["", "/calendar", "/timeline", "/map", "/map?map=geographic"]


@pytest.fixture
def run_id(session: Session, make_worker: MakeWorker, draft: Plan) -> int:
    """A run that suggests to hold the bid that the draft refuses."""
    run_id = plan_again(session, draft.id, ReplanKind.REST, Selection(), 30, actor=STAFF, now=NOW)
    make_worker(HANDLERS).run_due()
    session.expire_all()
    return run_id


def address(draft: Plan, run_id: int, view: str) -> str:
    return f"/en/organiser/plans/{draft.id}/suggestions/{run_id}{view}"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_what_would_differ_and_keeps_nothing(  # noqa: PLR0917 (fixtures)
    session: Session, sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int, view: str
) -> None:
    before, plans = held_by(session, draft.id), session.scalars(select(Plan.id)).all()

    answer = sign_in(RoleName.PLANNER).get(address(draft, run_id, view))

    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html.parser")
    text = page.get_text(" ", strip=True)
    assert "The draft beside the suggestion" in text
    assert nagoya.host_name in answer.text
    assert page.select_one(f'a[href="/en/organiser/planning-runs/{run_id}/suggestion"]')
    assert page.select_one("select[name=with]") is None
    views = [str(each["href"]) for each in page.select("nav.tabs a")]
    assert address(draft, run_id, "/calendar") in [each.partition("?")[0] for each in views]
    session.rollback()
    assert held_by(session, draft.id) == before
    assert session.scalars(select(Plan.id)).all() == plans


def test_links_of_the_views_lead_to_the_list_and_days_go_along(
    sign_in: SignIn, draft: Plan, nagoya: Bid, run_id: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    page = BeautifulSoup(client.get(address(draft, run_id, "/timeline")).text, "html.parser")
    links = [str(each["href"]) for each in page.select("main a")]
    assert any(each.endswith(f"#bid-{nagoya.id}") for each in links)
    for link in links:
        if "/suggestions/" in link:
            assert client.get(link).status_code == 200, link
    narrowed = client.get(address(draft, run_id, "?only=different&zoom=month"))
    assert narrowed.status_code == 200


def test_the_suggestion_leads_there(sign_in: SignIn, draft: Plan, run_id: int) -> None:
    page = sign_in(RoleName.PLANNER).get(f"/en/organiser/planning-runs/{run_id}/suggestion").text
    for view in VIEWS[:4]:
        assert f'href="{address(draft, run_id, view)}"' in page


@pytest.mark.parametrize("view", VIEWS[:4])
def test_what_is_not_there_is_not_found_and_only_planners_look(
    sign_in: SignIn, draft: Plan, run_id: int, view: str
) -> None:
    client = sign_in(RoleName.PLANNER)
    assert client.get(f"/organiser/plans/{draft.id}/suggestions/999{view}").status_code == 404
    assert client.get(f"/organiser/plans/999/suggestions/{run_id}{view}").status_code == 404
    assert client.post(address(draft, run_id, view)).status_code == 405
    assert sign_in(RoleName.VIEWER).get(address(draft, run_id, view)).status_code == 403
