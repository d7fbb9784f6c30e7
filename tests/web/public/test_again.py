"""Registering for another seminar by one press, from one's own page."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.outbox.office import Office
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.web.templating import settings
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

PERSONAL = ("name", "name_key", "email", "email_key")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    seminar = make_seminar(session, make_bid(session, tour), day=date(2026, 10, 6))
    return make_registration(session, seminar, name="山田 花子", name_key="山田花子")


@pytest.fixture
def other(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), day=date(2026, 10, 20))


@pytest.fixture
def own(session: Session, row: Registration) -> str:
    return f"/registrations/{make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)}"


@pytest.fixture
def again(own: str, other: Seminar) -> str:
    return f"{own}/again/{other.public_id}"


def sent_on(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field in BeautifulSoup(page, "html.parser").select("main form.form input[type=hidden]"):
        found.setdefault(str(field["name"]), []).append(str(field["value"]))
    return found


def test_ones_own_page_leads_there_and_one_press_registers(
    client: FlaskClient, session: Session, row: Registration, other: Seminar, again: str
) -> None:
    own = again.partition("/again/")[0]
    row.shared_with_host = SharedWithHost.WITH_MAIL
    question = make_question(session, row.seminar.tour)
    session.add(Answer(registration_id=row.id, question_id=question.id, text="わたしの答え"))
    session.commit()
    assert again in client.get(own).text
    page = client.get(again)
    assert "わたしの答え" in text_of(page)
    assert row.email not in again
    assert session.scalars(select(Registration)).all() == [row], "a look registers nobody"

    done = client.post(
        f"/seminars/{other.public_id}/register", data=sent_on(page.text) | {"step": "send"}
    )

    assert done.status_code == 303
    new = session.scalars(select(Registration).where(Registration.seminar_id == other.id)).one()
    assert (new.name, new.email, new.company) == (row.name, row.email, row.company)
    assert new.shared_with_host is SharedWithHost.NUMBER_ONLY, "that was for another host"
    assert (new.employees, new.participant_kind) == (row.employees, row.participant_kind)
    assert session.scalars(select(Answer.text)).all() == ["わたしの答え"] * 2


def test_a_proven_mailbox_needs_no_second_button(
    client: FlaskClient, session: Session, row: Registration, other: Seminar, again: str
) -> None:
    with client.application.test_request_context():
        caution = Office.of(settings()).caution
    mailboxes.prove(session, row.email, caution=caution, now=row.created_at)
    session.commit()
    page = client.get(again).text
    client.post(f"/seminars/{other.public_id}/register", data=sent_on(page) | {"step": "send"})
    new = session.scalars(select(Registration).where(Registration.seminar_id == other.id)).one()
    assert (new.state, new.held_until) == (RegistrationState.CONFIRMED, None)


def test_where_more_is_asked_the_form_comes_filled_in_and_without_a_reproach(
    client: FlaskClient, session: Session, row: Registration, again: str
) -> None:
    make_question(session, row.seminar.tour, asking=Asking.REQUIRED)
    make_question(session, row.seminar.tour, kind=QuestionKind.FILE)
    page = client.get(again)
    assert page.status_code == 200
    soup = BeautifulSoup(page.text, "html.parser")
    name, consent = soup.select_one("#name"), soup.select_one("#consent")
    assert name is not None
    assert consent is not None
    assert (name["value"], consent.get("checked")) == (row.name, None)
    assert soup.select_one(".error-summary") is None


def test_a_changed_language_keeps_what_was_typed(
    client: FlaskClient, session: Session, row: Registration, again: str
) -> None:
    make_question(session, row.seminar.tour, asking=Asking.REQUIRED)
    page = client.post(f"/en{again}?keep", data={"name": "別の名前"})
    assert page.status_code == 200
    assert "別の名前" in page.text


def test_what_takes_nobody_says_so(
    client: FlaskClient, session: Session, other: Seminar, again: str
) -> None:
    other.state = SeminarState.CLOSED
    session.commit()
    assert client.get(again).status_code == 409


def test_what_is_not_there_is_not_found(
    client: FlaskClient, session: Session, row: Registration, own: str, again: str
) -> None:
    assert client.get(f"{own}/again/nothing0").status_code == 404
    assert client.get(again.replace(own, "/registrations/nothing")).status_code == 404
    assert client.post(again).status_code == 405
    links.revoke_all(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    session.commit()
    assert client.get(again).status_code == 410


@pytest.mark.parametrize("mailed", [True, False])
def test_all_registrations_of_a_person_are_shown_behind_a_link_that_was_mailed(
    client: FlaskClient, session: Session, row: Registration, other: Seminar, mailed: bool
) -> None:
    second = make_registration(session, other, **{name: getattr(row, name) for name in PERSONAL})
    token = links.mint(session, LinkPurpose.REGISTRATION, row.id, now=NOW, mailed=mailed)
    session.commit()
    button = f"/registrations/{token}/others/{second.id}"
    assert (button in client.get(f"/registrations/{token}").text) is mailed
    answer = client.post(button)
    assert answer.status_code == 303
    assert (answer.location == f"/registrations/{token}") is not mailed
    seminar = other if mailed else row.seminar
    assert seminar.public_id in client.get(str(answer.location)).text
    assert client.get(button).status_code == 405


def test_one_page_holds_nothing_of_others(
    client: FlaskClient, session: Session, row: Registration, own: str
) -> None:
    stranger = make_registration(session, row.seminar)
    page = client.get(own).text
    assert stranger.name not in page
    assert stranger.email not in page
