"""Another mail address, on the pages of a participant."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.public.address_changes import ASKED_PER_WINDOW
from tests.factories import (
    NOW,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.public.conftest import text_of

NEW = "new@example.jp"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def row(session: Session) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))


@pytest.fixture
def own(session: Session, row: Registration) -> str:
    """The address of one's own page."""
    return f"/registrations/{make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)}"


def link_to(session: Session, address: str) -> str:
    """The path behind the last mail to an address."""
    mail = session.scalars(
        select(Message).where(Message.recipient == address).order_by(Message.id.desc())
    ).first()
    assert mail is not None
    found = re.search(r"https?://[^/\s]+(/addresses/\S+)", mail.body)
    assert found
    return found[1]


def changed(client: FlaskClient, session: Session, own: str) -> str:
    """Change the address; gives where the button led."""
    client.post(f"{own}/address", data={"email": NEW})
    answer = client.post(link_to(session, NEW))
    assert answer.status_code == 303
    return str(answer.location)


def test_it_is_asked_for_confirmed_and_told(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    assert f"{own}/address" in client.get(own).text
    assert 'autocomplete="email"' in client.get(f"{own}/address").text
    answer = client.post(f"{own}/address", data={"email": NEW})
    assert (answer.status_code, answer.location) == (303, own)
    assert NEW in text_of(client.get(own))

    button = link_to(session, NEW)
    page = client.get(button)
    assert NEW in text_of(page)
    session.refresh(row)
    assert row.email != NEW, "a look changes nothing"
    answer = client.post(button)
    session.refresh(row)
    assert row.email == NEW
    assert answer.status_code == 303
    assert NEW in text_of(client.get(str(answer.location)))
    assert client.get(own).status_code == 410


def test_it_is_taken_back(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    earlier = row.email
    new_page = changed(client, session, own)
    back = link_to(session, earlier)
    assert earlier in text_of(client.get(back))
    session.refresh(row)
    assert row.email == NEW, "a look changes nothing"
    assert client.post(back).status_code == 303
    session.refresh(row)
    assert row.email == earlier
    assert client.get(new_page).status_code == 410


@pytest.mark.parametrize("typed", ["", "new", "new@", "ｎｅｗ@example..jp"])
def test_what_is_no_address_is_said(
    client: FlaskClient, session: Session, own: str, typed: str
) -> None:
    answer = client.post(f"{own}/address", data={"email": typed})
    assert answer.status_code == 422
    assert session.scalars(select(Message)).all() == []


def test_the_same_address_is_said(client: FlaskClient, row: Registration, own: str) -> None:
    assert client.post(f"{own}/address", data={"email": row.email.upper()}).status_code == 422


def test_what_looks_like_a_slip_is_asked_about(
    client: FlaskClient, session: Session, own: str
) -> None:
    answer = client.post(f"{own}/address", data={"email": "hanako@gmial.com"})
    assert answer.status_code == 200
    assert "hanako@gmail.com" in answer.text
    assert session.scalars(select(Message)).all() == []


def test_addresses_are_asked_for_so_often_and_no_more(
    client: FlaskClient, session: Session, row: Registration
) -> None:
    answers = []
    for number in range(ASKED_PER_WINDOW + 1):
        other = make_registration(session, row.seminar)
        token = make_link(session, LinkPurpose.REGISTRATION, other.id, now=NOW)
        path = f"/registrations/{token}/address"
        answers.append(client.post(path, data={"email": f"new{number}@example.jp"}))
    assert [each.status_code for each in answers[-2:]] == [303, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert f"new{ASKED_PER_WINDOW}@example.jp" in answers[-1].text


def test_what_is_over_leads_back_to_ones_own_page(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    client.post(f"{own}/address", data={"email": NEW})
    button = link_to(session, NEW)
    row.state = RegistrationState.CANCELLED
    session.commit()
    for answer in (
        client.get(f"{own}/address"),
        client.post(f"{own}/address", data={"email": NEW}),
    ):
        assert (answer.status_code, answer.location) == (303, own)
    assert client.get(button).status_code == 200
    assert client.post(button).status_code == 409


def test_a_button_that_nobody_waits_for_changes_nothing(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    client.post(f"{own}/address", data={"email": NEW})
    session.delete(session.scalars(select(AddressChange)).one())
    session.commit()
    assert client.post(link_to(session, NEW)).status_code == 409
    session.refresh(row)
    assert row.email != NEW


def test_a_person_who_is_registered_there_already_is_told(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    make_registration(
        session, row.seminar, name=row.name, name_key=row.name_key, email=NEW, email_key=NEW
    )
    client.post(f"{own}/address", data={"email": NEW})
    answer = client.post(link_to(session, NEW))
    assert answer.status_code == 409
    session.refresh(row)
    assert row.email != NEW


def test_what_the_office_noted_since_is_not_undone(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    earlier = row.email
    changed(client, session, own)
    row.email = row.email_key = "noted@example.jp"
    session.commit()
    assert client.post(link_to(session, earlier)).status_code == 409


def test_links_that_open_nothing_change_nothing(client: FlaskClient, session: Session) -> None:
    for path in ("/registrations/nothing/address", "/addresses/nothing", "/addresses/nothing/back"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
        assert client.put(path).status_code == 405
    assert session.scalars(select(AddressChange)).all() == []


def test_renewing_ones_link_ends_a_change_that_somebody_else_asked_for(
    client: FlaskClient, session: Session, own: str
) -> None:
    client.post(f"{own}/address", data={"email": NEW})
    button = link_to(session, NEW)
    client.post(f"{own}/link")
    assert client.post(button).status_code == 410
