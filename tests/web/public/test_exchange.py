"""Participants let a colleague take over their place, on their own page."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.public.exchange import SUBSTITUTES_PER_WINDOW
from tests.factories import (
    NOW,
    make_bid,
    make_link,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.public.conftest import text_of

ENTERED = {
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
def row(session: Session) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))


def page_of(session: Session, row: Registration) -> str:
    """The address of somebody's own page."""
    return f"/registrations/{make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)}"


@pytest.fixture
def own(session: Session, row: Registration) -> str:
    return page_of(session, row)


def rows(session: Session) -> list[Registration]:
    session.rollback()
    return list(session.scalars(select(Registration).order_by(Registration.id)))


def test_a_colleague_takes_over_and_nobody_sees_the_new_link(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    question = make_question(session, row.seminar.tour, kind=QuestionKind.LINE)
    assert f"{own}/exchange" in client.get(own).text
    asked = client.get(f"{own}/exchange").text
    assert 'name="company"' not in asked
    assert row.email not in asked

    answer = client.post(
        f"{own}/exchange", data=ENTERED | {"department": "技術部", f"q{question.id}": "卵"}
    )

    assert (answer.status_code, answer.location) == (303, own)
    old, new = rows(session)
    assert (old.state, new.state) == (RegistrationState.CANCELLED, RegistrationState.CONFIRMED)
    assert (new.company, new.department, new.locale) == (old.company, "技術部", old.locale)
    text = text_of(client.get(own))
    assert "ほかの方に引き継がれました" in text
    assert "goto@example.jp" not in text
    sent = client.post(f"{own}/exchange", data=ENTERED)
    assert (sent.status_code, len(rows(session))) == (303, 2)


def test_mistakes_come_back_at_their_fields_and_a_slip_is_asked_about(
    client: FlaskClient, session: Session, own: str
) -> None:
    wrong = client.post(f"/en{own}/exchange", data={"name": "後藤", "email": "nobody"})
    assert wrong.status_code == 422
    assert "This is not an email address" in wrong.text
    assert "Please ask the person first." in wrong.text
    assert 'value="後藤"' in wrong.text

    slip = client.post(f"/en{own}/exchange", data=ENTERED | {"email": "goto@gmial.com"})
    assert (slip.status_code, "goto@gmail.com" in slip.text) == (200, True)
    assert len(rows(session)) == 1


def test_who_is_registered_already_is_refused_at_the_field(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    other = make_registration(session, row.seminar)

    answer = client.post(
        f"/en{own}/exchange", data=ENTERED | {"name": other.name, "email": other.email}
    )

    assert answer.status_code == 422
    assert "registered for this seminar already" in answer.text


def test_a_mailbox_that_bears_no_more_is_said_at_the_field(
    client: FlaskClient, session: Session, row: Registration
) -> None:
    for _ in range(5):
        one = make_registration(session, row.seminar)
        name = {"name": f"人 {one.id}", "email": "victim@example.jp"}
        client.post(f"{page_of(session, one)}/exchange", data=ENTERED | name)
    last = page_of(session, row)

    answer = client.post(f"/en{last}/exchange", data=ENTERED | {"email": "victim@example.jp"})

    assert answer.status_code == 429
    assert "Too many emails have gone to this address" in answer.text
    assert 'value="victim@example.jp"' in answer.text


def test_substitutes_are_named_so_often_and_no_more(
    client: FlaskClient, session: Session, row: Registration
) -> None:
    for number in range(SUBSTITUTES_PER_WINDOW):
        one = make_registration(session, row.seminar)
        person = {"name": f"人 {number}", "email": f"person{number}@example.com"}
        answer = client.post(f"{page_of(session, one)}/exchange", data=ENTERED | person)
        assert answer.status_code == 303
    refused = client.post(f"/en{page_of(session, row)}/exchange", data=ENTERED)

    assert refused.status_code == 429
    assert 'value="goto@example.jp"' in refused.text
    session.refresh(row)
    assert row.state is RegistrationState.CONFIRMED


@pytest.mark.parametrize(
    "values",
    [
        {"company": ""},
        {"state": RegistrationState.CANCELLED},
        {"state": RegistrationState.PROVISIONAL, "held_until": NOW + timedelta(days=400)},
    ],
)
def test_where_nobody_can_take_over_it_is_not_offered_and_leads_back(
    client: FlaskClient, session: Session, row: Registration, values: dict[str, object]
) -> None:
    one = make_registration(session, row.seminar, **values)
    own = page_of(session, one)

    assert "/exchange" not in client.get(own).text
    for answer in (client.get(f"{own}/exchange"), client.post(f"{own}/exchange", data=ENTERED)):
        assert (answer.status_code, answer.location) == (303, own)
    assert session.scalars(select(Message)).all() == []


def test_it_ends_when_the_seminar_begins(
    app: Flask, client: FlaskClient, session: Session, own: str
) -> None:
    app.config["CLOCK"] = lambda: NOW + timedelta(days=300)

    assert client.post(f"{own}/exchange", data=ENTERED).status_code == 303
    assert len(rows(session)) == 1


def test_a_link_of_another_kind_opens_nothing_and_other_methods_are_refused(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    feed = make_link(session, LinkPurpose.REGISTRATION_FEED, row.id, now=NOW)
    assert client.get(f"/registrations/{feed}/exchange").status_code == 404
    assert client.put(f"{own}/exchange").status_code == 405
