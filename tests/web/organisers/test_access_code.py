"""The office sets the code of a seminar for members of its host."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_seminar, make_tour
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session), audience=Audience.MEMBERS)
    return make_seminar(session, bid)


@pytest.fixture
def address(seminar: Seminar) -> str:
    return f"/organiser/seminars/{seminar.public_id}/access-code"


def filled_in(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    fields = form_of(client.get(address).text, "access_code")
    return {name: values[0] for name, values in fields.items()} | changes


def test_a_code_is_typed_or_drawn_and_the_seminars_page_shows_it(
    clerk: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    shown = address.removesuffix("/access-code")
    answer = clerk.post(address, data=filled_in(clerk, address, access_code="会員2026"))
    assert (answer.status_code, answer.location) == (303, shown)
    assert "会員2026" in clerk.get(shown).text

    clerk.post(address, data=filled_in(clerk, address, step="draw"))

    session.refresh(seminar)
    assert seminar.access_code not in ("", "会員2026")


def test_what_is_no_code_comes_back(
    clerk: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    answer = clerk.post(address, data=filled_in(clerk, address, access_code="abc"))

    assert answer.status_code == 422
    assert 'value="abc"' in answer.text
    session.refresh(seminar)
    assert seminar.access_code == ""


def test_of_two_at_once_the_second_is_asked(
    clerk: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    late = filled_in(clerk, address, access_code="late-one")
    clerk.post(address, data=filled_in(clerk, address, access_code="first-one"))

    assert clerk.post(address, data=late).status_code == 409
    session.refresh(seminar)
    assert seminar.access_code == "first-one"


def test_of_a_seminar_for_everybody_it_is_given_back(
    clerk: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    data = filled_in(clerk, address, access_code="first-one")
    seminar.audience = Audience.PUBLIC
    session.commit()

    assert clerk.post(address, data=data).status_code == 409


def test_whom_the_office_registers_needs_no_code(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.access_code = "c7d8-f9gh"
    session.commit()
    address = f"/organiser/seminars/{seminar.public_id}/registrations/new"
    fields = form_of(clerk.get(address).text, "source")
    data = {name: values[0] for name, values in fields.items()}
    said = {"source": "fax", "name": "山田 花子", "email": "h@example.jp", "consent": "y"}

    assert clerk.post(address, data=data | said | {"locale": "ja"}).status_code == 303
    assert session.query(Registration).count() == 1


def test_who_only_reads_neither_sees_nor_sets_it(
    viewer: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    seminar.access_code = "c7d8-f9gh"
    session.commit()

    assert viewer.get(address).status_code == viewer.post(address).status_code == 403
    assert "c7d8-f9gh" not in viewer.get(address.removesuffix("/access-code")).text


def test_what_does_not_exist_is_not_found(clerk: FlaskClient, address: str) -> None:
    assert clerk.get("/organiser/seminars/nothing/access-code").status_code == 404
    assert clerk.delete(address).status_code == 405
