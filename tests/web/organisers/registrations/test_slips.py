"""The slip that says how a registration stands."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


@pytest.mark.parametrize("state", RegistrationState)
def test_it_says_how_every_state_stands(
    clerk: FlaskClient, session: Session, seminar: Seminar, state: RegistrationState
) -> None:
    values = {"held_until": None, "offered_until": seminar.registration_ends_at}
    if state is RegistrationState.PROVISIONAL:
        values["held_until"] = seminar.registration_ends_at
    row = make_registration(session, seminar, name="山田 花子", state=state, **values)

    page = clerk.get(f"/en/organiser/registrations/{row.id}/slip")

    assert page.status_code == 200
    assert "Dear 山田 花子" in page.text
    assert seminar.host_name in page.text
    waits = state is RegistrationState.WAITING
    assert ("at position 1" in page.text) == waits


def test_a_viewer_gets_none_and_a_missing_one_is_missing(
    viewer: FlaskClient, clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)

    assert viewer.get(f"/en/organiser/registrations/{row.id}/slip").status_code == 403
    assert clerk.get("/en/organiser/registrations/999999/slip").status_code == 404
    assert clerk.post(f"/en/organiser/registrations/{row.id}/slip").status_code == 405
