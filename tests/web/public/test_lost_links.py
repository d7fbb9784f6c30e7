"""Having one's links sent again: the form, and an answer that tells nobody anything."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.web.link_renewals import ASKED_PER_WINDOW
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.web.public.conftest import text_of

ADDRESS = "/links"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def known(session: Session) -> str:
    """An address with a registration."""
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    return make_registration(session, seminar).email


def mails(session: Session) -> list[str]:
    return list(session.scalars(select(Message.recipient)))


def test_the_footer_of_every_page_leads_to_the_form(client: FlaskClient) -> None:
    assert 'href="/links"' in client.get("/").text
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"


def test_the_answer_is_the_same_for_any_address_and_one_gets_a_mail(
    client: FlaskClient, session: Session, known: str
) -> None:
    answers = [
        client.post(ADDRESS, data={"email": email}) for email in (known, "nobody@example.jp")
    ]

    assert {(each.status_code, each.location) for each in answers} == {(303, "/links/all/sent")}
    assert "安全のため" in text_of(client.get("/links/all/sent"))
    assert mails(session) == [known]


@pytest.mark.parametrize("email", ["", "no address", "a@" + "b" * 300 + ".jp", "\x00"])
def test_what_is_no_address_is_said_beside_the_field(client: FlaskClient, email: str) -> None:
    answer = client.post(ADDRESS, data={"email": email})

    assert answer.status_code == 422
    assert "field__error" in answer.text


def test_links_are_asked_for_so_often_and_no_more(client: FlaskClient, known: str) -> None:
    for _ in range(ASKED_PER_WINDOW):
        assert client.post(ADDRESS, data={"email": "nobody@example.jp"}).status_code == 303
    refused = client.post(ADDRESS, data={"email": known})

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert f'value="{known}"' in refused.text


def test_the_page_after_it_takes_nothing(client: FlaskClient) -> None:
    assert client.post("/links/all/sent").status_code == 405
    assert client.put(ADDRESS).status_code == 405
