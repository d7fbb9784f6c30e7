"""What the counters report, at the office."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.counters.months import ConsultationKind
from seminar_service.counters.reporting import NOT_YET, report
from seminar_service.domain.actors import COUNTER
from tests.factories import NOW, make_counter
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of

PAGE = "/en/organiser/counters/reports"
APRIL = date(2026, 4, 1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the queries."""
    return sqlite_url


def test_a_year_shows_sums_and_who_is_late(planner: FlaskClient, session: Session) -> None:
    assert "No counter reports yet" in planner.get(PAGE).text
    done, late = (make_counter(session, reports_from=APRIL) for _ in range(2))
    numbers = {ConsultationKind.GENERAL: 1234}
    report(session, done.id, APRIL, numbers, version=NOT_YET, actor=COUNTER, now=NOW)
    page = planner.get(PAGE).text
    assert "1234" in page
    assert page.count(late.name_en) == 2
    assert page.count(done.name_en) == 1
    assert "1234" not in planner.get(f"{PAGE}?year=2025").text
    assert "1234" in planner.get(f"{PAGE}?year=99999999999999999999").text
    file = planner.get(f"{PAGE}/file/csv?year=2026").get_data(as_text=True)
    assert "1234" in file
    assert planner.get(f"{PAGE}/file/exe").status_code == 404


def test_the_office_reports_for_a_counter(planner: FlaskClient, session: Session) -> None:
    counter = make_counter(session, reports_from=APRIL)
    address = f"/en/organiser/counters/{counter.id}/reports/2026-04"
    form = form_of(planner.get(address).text)
    assert planner.post(address, data=form | {"general": ["x"]}).status_code == 422
    assert planner.post(address, data=form | {"general": ["4"]}).status_code == 303
    assert "Staff" in planner.get(address).text
    assert planner.get(f"/organiser/counters/{counter.id}/reports/2026-03").status_code == 404
    assert planner.get("/organiser/counters/99/reports/2026-04").status_code == 404
    assert planner.delete(address).status_code == 405


def test_viewers_read_and_enter_nothing(sign_in: SignIn, session: Session) -> None:
    counter = make_counter(session, reports_from=APRIL)
    viewer = sign_in(RoleName.VIEWER)
    assert "Late reports" in viewer.get(PAGE).text
    assert viewer.get(f"/organiser/counters/{counter.id}/reports/2026-04").status_code == 403
