"""The page of a tour's releases."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.queries.plans import COMPONENTS
from seminar_service.planning.states import PlanState
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE, make_plan, make_tour
from tests.releases.releasing import Year, lay_year, prepare


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def year(session: Session) -> Year:
    laid = lay_year(session)
    laid.plan.components = dict.fromkeys(COMPONENTS, 30)
    laid.gone.host_name = "<b>中止</b>会議所"
    make_plan(
        session,
        laid.plan.tour,
        {},
        state=PlanState.SUPERSEDED,
        released_at=NOW - timedelta(days=1),
        components=dict.fromkeys(COMPONENTS, 10),
    )
    prepare(session, laid, f"adviser-{laid.one.id}", reason="会って伝えた")
    prepare(session, laid, f"person-{laid.of_moved.id}", reason="参加者の事情")
    release(session, laid.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)
    return laid


@pytest.mark.parametrize("page", ["tours/2026/releases", "plans/{}/released"])
def test_viewers_read_what_each_release_has_changed_and_nobodys_name_of_those_registered(
    viewer: FlaskClient, year: Year, page: str
) -> None:
    text = viewer.get(f"/en/organiser/{page.format(year.plan.id)}").text

    assert "Release 2" in text
    assert f"/en/organiser/seminars/{year.of_moved.seminar.public_id}" in text
    assert "&lt;b&gt;中止&lt;/b&gt;会議所" in text
    assert "会って伝えた" in text
    assert "Participants: 4" in text
    assert "Hosts: " in text
    for person in (year.of_moved, year.english, year.of_team, year.of_gone):
        assert person.name not in text
        assert person.email not in text
    assert "参加者の事情" not in text
    assert "Whom the release did not write to" not in text


def test_planners_are_led_to_whom_it_did_not_write_to(planner: FlaskClient, year: Year) -> None:
    address = f"/en/organiser/plans/{year.plan.id}/release/mails"

    assert address in planner.get("/en/organiser/tours/2026/releases").text


def test_planning_room_and_release_lead_there(planner: FlaskClient, year: Year) -> None:
    for page in ("tours/2026/planning", f"plans/{year.plan.id}/release"):
        assert "/organiser/tours/2026/releases" in planner.get(f"/organiser/{page}").text


def test_a_tour_without_a_release_says_so(session: Session, viewer: FlaskClient) -> None:
    make_tour(session)

    assert "No release yet" in viewer.get("/en/organiser/tours/2026/releases").text


def test_what_is_not_there_is_missing_and_nothing_is_sent_there(
    session: Session, viewer: FlaskClient
) -> None:
    plan = make_plan(session, make_tour(session), {})
    led = viewer.get(f"/organiser/plans/{plan.id}/released")
    assert led.location == "/organiser/tours/2026/releases"
    assert viewer.get("/organiser/tours/1999/releases").status_code == 404
    assert viewer.get("/organiser/plans/0/released").status_code == 404
    assert viewer.post("/organiser/tours/2026/releases").status_code == 405
    assert viewer.post("/organiser/plans/0/released").status_code == 405
