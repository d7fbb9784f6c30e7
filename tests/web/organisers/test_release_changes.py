"""A release of hundreds of seminars: its preview stays short, and leads to all of them."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.planning.model import Plan
from seminar_service.web.organisers import release_changes
from tests.factories import make_adviser, make_bid, make_plan, make_tour
from tests.statements import counted_queries
from tests.web.accounts.support import SignIn

MANY = 13
DAY = date(2026, 10, 6)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def plan(session: Session) -> Plan:
    tour = make_tour(session, same_place_gap_days=0, max_seminars_per_day=99)
    held = {
        make_bid(session, tour, host_name=f"Host {number:03}"): (
            DAY + timedelta(days=number),
            [make_adviser(session, tour)],
        )
        for number in range(MANY)
    }
    refused = [make_bid(session, tour, host_name=f"Refused {number:03}") for number in range(MANY)]
    return make_plan(session, tour, held, refused)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_changes, "ROWS_ON_PAGE", 6)


def hosts(page: str) -> list[str]:
    rows = BeautifulSoup(page, "html.parser").select("main tbody th")
    return [" ".join(each.get_text(" ").split()) for each in rows]


def test_the_preview_shows_the_first_of_each_kind_and_leads_to_all(
    sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)

    page = client.get(f"/en/organiser/plans/{plan.id}/release").text

    assert len(hosts(page)) == 2 * release_changes.LOOK
    for kind in ("new", "refused"):
        link = BeautifulSoup(page, "html.parser").select_one(f"a[href*='changes?kind={kind}']")
        assert link is not None
        assert f"Show all {MANY}" in link.get_text()
        assert len(hosts(client.get(str(link["href"])).text)) == MANY


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("kind", ["new", "refused"])
def test_all_of_a_kind_stand_in_pages(sign_in: SignIn, plan: Plan, kind: str) -> None:
    client = sign_in(RoleName.PLANNER)
    address = f"/en/organiser/plans/{plan.id}/release/changes?kind={kind}"

    pages = [hosts(client.get(f"{address}&page={page}").text) for page in (1, 2, 3, 9)]

    assert [len(each) for each in pages] == [6, 6, 1, 1]
    assert len({row for each in pages for row in each}) == MANY
    assert "Page 2 of 3" in client.get(f"{address}&page=2").text


def test_the_number_of_queries_does_not_grow_with_the_rows(
    sign_in: SignIn, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(RoleName.PLANNER)
    address = f"/en/organiser/plans/{plan.id}/release/changes?kind=new"
    client.get(address)
    made = []
    for rows in (2, 6):
        monkeypatch.setattr(release_changes, "ROWS_ON_PAGE", rows)
        with counted_queries(db.session()) as queries:
            client.get(address)
        made.append(len(queries))

    assert made[0] == made[1] < 30


def test_what_there_is_none_of_says_so(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)

    page = client.get(f"/en/organiser/plans/{plan.id}/release/changes?kind=cancelled")

    assert page.status_code == 200
    assert "Nothing of this kind" in page.text


def test_a_kind_or_a_plan_that_there_is_not_is_not_found(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)
    address = f"/organiser/plans/{plan.id}/release/changes"

    for path in (f"{address}?kind=", f"{address}?kind=kept", f"{address}?kind=<b>"):
        assert client.get(path).status_code == 404
    assert client.get("/organiser/plans/0/release/changes?kind=new").status_code == 404
    assert client.post(f"{address}?kind=new").status_code == 405


def test_without_a_kind_it_leads_to_the_preview_of_all(sign_in: SignIn, plan: Plan) -> None:
    address = f"/organiser/plans/{plan.id}/release"

    answer = sign_in(RoleName.PLANNER).get(f"{address}/changes")

    assert (answer.status_code, answer.location) == (302, address)


def test_clerks_do_not_see_it(sign_in: SignIn, plan: Plan) -> None:
    address = f"/organiser/plans/{plan.id}/release/changes?kind=new"

    assert sign_in(RoleName.CLERK).get(address).status_code == 403
