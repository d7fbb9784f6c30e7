"""The staff puts a substitute into a place, tells both or nobody, and undoes it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.web.editing.browsers import form_of

ENTERED = {"name": ["後藤 次郎"], "email": ["goto@example.jp"], "consent": ["y"]}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def page_of(row: Registration) -> str:
    return f"/en/organiser/registrations/{row.id}"


def newest(session: Session) -> Registration:
    session.rollback()
    return session.scalars(select(Registration).order_by(Registration.id.desc())).first()  # type: ignore[return-value]


def put_in(client: FlaskClient, row: Registration, tell: str) -> str:
    """Put a substitute in; gives where that leads."""
    sent = form_of(client.get(f"{page_of(row)}/substitute").text, "seen")
    answer = client.post(f"{page_of(row)}/substitute", data=sent | ENTERED | {"tell": [tell]})
    assert answer.status_code == 303
    return str(answer.location)


def test_both_are_told_and_their_pages_lead_to_each_other(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    assert f"{page_of(row)}/substitute" in clerk.get(page_of(row)).text

    there = put_in(clerk, row, "yes")

    new = newest(session)
    assert there == page_of(new)
    assert (new.state, row.state) == (RegistrationState.CONFIRMED, RegistrationState.CANCELLED)
    assert session.scalars(select(Message.kind)).all() == [
        "registration_handed_over",
        "registration_taken_over",
    ]
    shown = clerk.get(there).text
    assert page_of(row) in shown
    assert "/take-back" not in shown
    assert page_of(new) in clerk.get(page_of(row)).text


def test_what_nobody_was_told_of_is_undone(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    there = put_in(clerk, row, "no")
    shown = clerk.get(there).text
    seen = shown.split('name="seen" value="')[1].split('"')[0]

    answer = clerk.post(f"{there}/take-back", data={"seen": seen})

    assert (answer.status_code, answer.location) == (303, page_of(row))
    session.rollback()
    assert row.state is RegistrationState.CONFIRMED
    assert session.scalars(select(Message)).all() == []
    again = clerk.post(f"{there}/take-back", data={"seen": seen}, follow_redirects=True)
    assert "This can no longer be undone" in again.text


def test_mistakes_come_back_at_their_fields(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    address = f"{page_of(row)}/substitute"
    sent = form_of(clerk.get(address).text, "seen")
    wrong = clerk.post(address, data=sent | {"name": ["後藤"], "email": ["nobody"]})
    assert wrong.status_code == 422
    assert "This is not an email address" in wrong.text
    assert 'value="後藤"' in wrong.text

    same = {"name": [row.name], "email": [row.email], "tell": ["yes"]}
    refused = clerk.post(address, data=sent | ENTERED | same)
    assert refused.status_code == 422
    assert "is registered for this seminar" in refused.text

    slip = {"email": ["goto@gmial.com"], "tell": ["yes"]}
    asked = clerk.post(address, data=sent | ENTERED | slip)
    assert (asked.status_code, "goto@gmail.com" in asked.text) == (200, True)
    assert newest(session) is row


def test_what_has_changed_since_is_left_alone(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    address = f"{page_of(row)}/substitute"
    sent = form_of(clerk.get(address).text, "seen")
    late = sent | ENTERED | {"tell": ["yes"], "seen": ["waiting-9"]}
    refused = clerk.post(address, data=late, follow_redirects=True)
    assert "Nothing was done" in refused.text

    row.state = RegistrationState.LAPSED
    session.commit()
    assert clerk.get(address).status_code == 303
    assert "/substitute" not in clerk.get(page_of(row)).text


def test_only_clerks_may(viewer: FlaskClient, client: FlaskClient, row: Registration) -> None:
    for address in (f"{page_of(row)}/substitute", f"{page_of(row)}/take-back"):
        assert viewer.post(address).status_code == 403
        assert client.put(address).status_code == 405
    assert "/substitute" not in viewer.get(page_of(row)).text


def test_a_registration_that_there_is_not_is_missing(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/registrations/4711/substitute").status_code == 404
    assert clerk.post("/organiser/registrations/4711/take-back").status_code == 404
