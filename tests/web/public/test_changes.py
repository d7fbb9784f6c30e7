"""Participants change what they have answered, on their own page."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from tests.factories import (
    NOW,
    make_bid,
    make_link,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.editing.browsers import form_of
from tests.web.public.conftest import text_of


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
    token = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    return f"/registrations/{token}"


def test_what_was_entered_is_shown_and_changed(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    question = make_question(session, row.seminar.tour)
    assert f"{own}/change" in client.get(own).text
    entered = form_of(client.get(f"{own}/change").text)
    assert entered["company"] == [row.company]

    changed = entered | {"company": ["別の会社"], f"q{question.id}": ["わたしの答え"]}
    answer = client.post(f"{own}/change", data=changed)

    assert (answer.status_code, answer.location) == (303, own)
    page = text_of(client.get(own))
    assert "別の会社" in page
    assert "わたしの答え" in page
    again = form_of(client.get(f"{own}/change").text)
    assert again[f"q{question.id}"] == ["わたしの答え"]


def test_what_host_and_advisers_may_read_is_chosen_anew(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    entered = form_of(client.get(f"{own}/change").text)
    assert entered["shared_with_host"] == ["number_only"]

    client.post(f"{own}/change", data=entered | {"shared_with_host": ["with_mail"]})

    assert "氏名、会社名・団体名、メールアドレス" in client.get(own).text
    session.refresh(row)
    assert row.shared_with_host is SharedWithHost.WITH_MAIL
    later = form_of(client.get(f"{own}/change").text)
    del later["shared_with_host"]  # a form from before there was the question changes nothing of it
    client.post(f"{own}/change", data=later)
    session.refresh(row)
    assert row.shared_with_host is SharedWithHost.WITH_MAIL


def test_a_mistake_is_said_and_nothing_is_lost(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    entered = form_of(client.get(f"{own}/change").text)
    answer = client.post(
        f"{own}/change", data=entered | {"company": ["字" * 200], "department": ["知財部"]}
    )

    assert answer.status_code == 422
    assert "知財部" in answer.text
    session.refresh(row)
    assert row.department == ""


def test_name_and_mail_address_are_not_changed_here(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    before = (row.name, row.email)
    entered = form_of(client.get(f"{own}/change").text)
    client.post(f"{own}/change", data=entered | {"name": ["別人"], "email": ["other@example.jp"]})

    session.refresh(row)
    assert (row.name, row.email) == before


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.LAPSED])
def test_what_is_over_leads_back_to_ones_own_page(
    client: FlaskClient, session: Session, row: Registration, own: str, state: RegistrationState
) -> None:
    entered = form_of(client.get(f"{own}/change").text)
    row.state = state
    session.commit()

    for answer in (client.get(f"{own}/change"), client.post(f"{own}/change", data=entered)):
        assert (answer.status_code, answer.location) == (303, own)
    assert f"{own}/change" not in client.get(own).text


def test_a_link_that_opens_nothing_changes_nothing(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    assert client.get("/registrations/nothing/change").status_code == 404
    assert client.post("/registrations/nothing/change").status_code == 404
    assert client.put(f"{own}/change").status_code == 405
    links.revoke_all(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    session.commit()
    assert client.get(f"{own}/change").status_code == 410
