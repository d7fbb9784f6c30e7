"""The page of a party's contact."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    make_bid,
    make_link,
    make_party,
    make_registration,
    make_seminar,
)
from tests.web.public.conftest import text_of

SUBSTITUTE = {
    "name": "後藤 次郎",
    "email": "goto@example.jp",
    "participant_kind": "executive",
    "consent": "y",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def party(session: Session, seminar: Seminar) -> Party:
    return make_party(session, seminar)


@pytest.fixture
def member(session: Session, seminar: Seminar, party: Party) -> Registration:
    return make_registration(session, seminar, party=party, telephone="03-9999-8888")


@pytest.fixture
def own(session: Session, party: Party) -> str:
    return f"/en/parties/{make_link(session, LinkPurpose.PARTY, party.id, now=NOW)}"


def test_the_contact_sees_all_and_nothing_that_is_theirs_alone(
    client: FlaskClient, session: Session, member: Registration, own: str
) -> None:
    seminar, party = member.seminar, member.party
    make_registration(session, seminar, party=party, state=RegistrationState.WAITING, name="待子")
    stranger = make_registration(session, seminar)

    text = text_of(client.get(own))

    for part in (member.name, member.email, "待子", "Number 1 on the waiting list"):
        assert part in text
    assert stranger.name not in text
    assert "03-9999-8888" not in text


def test_one_is_withdrawn_after_a_question(
    client: FlaskClient, session: Session, member: Registration, own: str
) -> None:
    there = f"{own}/people/{member.id}/withdraw"
    assert there in client.get(own).text
    assert "Cancel the registration of this person?" in text_of(client.get(there))

    answer = client.post(there)

    assert (answer.status_code, answer.location) == (303, own)
    session.refresh(member)
    assert member.state is RegistrationState.CANCELLED
    assert "Nobody of your group is registered any more" in text_of(client.get(own))
    assert client.get(there).status_code == 303


def test_one_is_exchanged(client: FlaskClient, member: Registration, own: str) -> None:
    there = f"{own}/people/{member.id}/exchange"
    assert there in client.get(own).text
    wrong = client.post(there, data=SUBSTITUTE | {"email": "nobody"})
    assert wrong.status_code == 422
    same = client.post(there, data=SUBSTITUTE | {"name": member.name, "email": member.email})
    assert same.status_code == 422
    assert "registered for this seminar already" in same.text
    slip = client.post(there, data=SUBSTITUTE | {"email": "goto@gmial.com"})
    assert "goto@gmail.com" in slip.text

    answer = client.post(there, data=SUBSTITUTE)

    assert (answer.status_code, answer.location) == (303, own)
    text = text_of(client.get(own))
    assert "後藤 次郎" in text
    assert "No longer registered" in text


def test_nobody_of_another_group_is_reached(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    stranger = make_registration(session, seminar)
    for number in (stranger.id, 4711):
        for deed in ("withdraw", "exchange"):
            assert client.get(f"{own}/people/{number}/{deed}").status_code == 404
            assert client.post(f"{own}/people/{number}/{deed}", data=SUBSTITUTE).status_code == 404
    session.refresh(stranger)
    assert stranger.state is RegistrationState.CONFIRMED


def test_a_new_link_goes_to_the_contact_and_the_old_one_is_gone(
    client: FlaskClient, session: Session, party: Party, own: str
) -> None:
    assert client.post(f"{own}/link").status_code == 303

    assert session.query(Message).one().recipient == party.contact_email
    assert client.get(own).status_code == 410


def test_links_of_other_kinds_open_nothing_and_other_methods_are_refused(
    client: FlaskClient, session: Session, member: Registration, own: str
) -> None:
    token = make_link(session, LinkPurpose.REGISTRATION, member.id, now=NOW)
    assert client.get(f"/parties/{token}").status_code == 404
    assert client.post(own).status_code == 405
    assert client.get(f"{own}/link").status_code == 405


def test_whoever_was_moved_is_shown_with_the_other_seminar_and_withdrawn_from_it(
    client: FlaskClient, session: Session, member: Registration, own: str
) -> None:
    seminar = member.seminar
    other = make_seminar(
        session,
        make_bid(session, seminar.tour),
        title_en="Patents in Kyoto",
        day=seminar.day + timedelta(days=7),
    )
    moved = make_registration(session, other, party=member.party, name="移動 次郎")
    seminar.state = SeminarState.CANCELLED
    member.state = RegistrationState.CANCELLED
    session.commit()

    page = text_of(client.get(own))
    assert "At another seminar now: Patents in Kyoto" in page
    assert "Who was moved to another seminar stays registered there." in page

    address = f"{own}/people/{moved.id}/withdraw"
    assert "Patents in Kyoto" in text_of(client.get(address))
    client.post(address)
    session.refresh(moved)
    assert moved.state is RegistrationState.CANCELLED
