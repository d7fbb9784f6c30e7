"""Somebody's consultation goes on at the desk."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.consultations.model import Case
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite."""
    return sqlite_url


def test_a_clerk_presses_once_and_sees_the_number_alone(
    sign_in: Callable[[RoleName], FlaskClient], session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    row = make_registration(session, seminar, wishes_consultation=True)
    clerk, page = sign_in(RoleName.CLERK), f"/en/organiser/registrations/{row.id}"
    assert "Let the desk go on with the consultation" in clerk.get(page).text
    for _ in range(2):
        assert clerk.post(f"{page}/case").location == page
    case = session.scalars(select(Case)).one()
    shown = clerk.get(page).text
    assert case.reference in shown
    assert "Let the desk go on" not in shown
    assert clerk.get(f"/en/desk/cases/{case.id}").status_code == 403


def test_viewers_do_not_and_nobody_who_is_not_there(
    sign_in: Callable[[RoleName], FlaskClient], session: Session
) -> None:
    assert sign_in(RoleName.VIEWER).post("/en/organiser/registrations/1/case").status_code == 403
    assert sign_in(RoleName.CLERK).post("/en/organiser/registrations/99/case").status_code == 404
    assert session.scalar(select(Case.id)) is None
