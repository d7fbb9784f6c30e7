"""The page on which people stay or withdraw after a change: GET asks, POST acts."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_registration
from tests.web.public.conftest import text_of


@pytest.fixture
def person(session: Session, seminar: Seminar) -> Registration:
    """Somebody registered for a seminar that was moved."""
    seminar.day += timedelta(days=7)
    return make_registration(session, seminar, name="山田 花子")


@pytest.fixture
def address(session: Session, person: Registration) -> str:
    """Where the mail's button leads."""
    token = links.mint(session, LinkPurpose.REGISTRATION, person.id, now=NOW)
    session.commit()
    return f"/registrations/{token}/stay"


def pressed(person: Registration, button: str, seen: int | None = None) -> dict[str, object]:
    sequence = person.seminar.calendar_sequence if seen is None else seen
    return {button: "1", "seen": sequence}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_address_changes_nothing(
    client: FlaskClient, session: Session, person: Registration, address: str, method: str
) -> None:
    for _ in range(3):
        assert client.open(address, method=method).status_code == 200

    session.refresh(person)
    assert (person.state, person.stays) == (RegistrationState.CONFIRMED, False)
    assert session.scalars(select(Message)).all() == []


def test_one_press_stays(
    client: FlaskClient, session: Session, person: Registration, address: str
) -> None:
    answer = client.post(address, data=pressed(person, "stay"))

    assert answer.location == address.removesuffix("/stay")
    session.refresh(person)
    assert person.stays
    assert "申込みを続けるとお答えいただいています" in text_of(client.get(address))
    assert "You have told us" in text_of(client.get(f"/en{address}"))


def test_one_press_withdraws(
    client: FlaskClient, session: Session, person: Registration, address: str
) -> None:
    answer = client.post(address, data=pressed(person, "withdraw"))

    assert answer.status_code == 303
    session.refresh(person)
    assert person.state is RegistrationState.CANCELLED
    mails = session.scalars(select(Message.kind)).all()
    assert mails == ["registration_withdrawn"]
    assert client.post(address, data=pressed(person, "withdraw")).status_code == 303
    assert "この申込みは終了しています" in text_of(client.get(address))


@pytest.mark.parametrize("sent", [{}, {"stay": "1", "withdraw": "1"}, {"x": "y"}])
def test_what_is_no_answer_changes_nothing(
    client: FlaskClient,
    session: Session,
    person: Registration,
    address: str,
    sent: dict[str, str],
) -> None:
    assert client.post(address, data=sent).status_code == 409
    session.refresh(person)
    assert (person.state, person.stays) == (RegistrationState.CONFIRMED, False)


def test_an_answer_to_an_earlier_date_is_asked_again(
    client: FlaskClient, session: Session, person: Registration, address: str
) -> None:
    answer = client.post(address, data=pressed(person, "stay", seen=987))

    assert answer.status_code == 409
    assert "再度変わりました" in text_of(answer)
    session.refresh(person)
    assert not person.stays


def test_it_is_too_late_once_the_registration_is_over(
    client: FlaskClient, session: Session, person: Registration, address: str
) -> None:
    person.state = RegistrationState.CANCELLED
    session.commit()

    assert client.post(address, data=pressed(person, "stay")).status_code == 303
    session.refresh(person)
    assert not person.stays


def test_a_made_up_link_opens_nothing(client: FlaskClient) -> None:
    assert client.get("/registrations/made-up/stay").status_code == 404
    assert client.post("/registrations/made-up/stay").status_code == 404


def test_nothing_else_is_done_there(client: FlaskClient, address: str) -> None:
    assert client.put(address).status_code == 405
