"""A host registers its own people in the places that are kept back for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.outbox.model import Message
from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answers import answers_of
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.hosts import people as pages
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

PERSON: dict[str, Any] = {
    "name": ["会員 花子"],
    "email": ["hanako@example.jp"],
    "company": ["例示工業"],
    "consent": ["y"],
}


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with three places, of which two are kept back; the other one is a stranger's."""
    found = make_seminar(session, make_bid(session, make_tour(session), capacity=3))
    make_registration(session, found, name="知らない 人")
    found.kept_back, found.kept_until = 2, date(2026, 9, 1)
    session.commit()
    return found


@pytest.fixture
def own(session: Session, seminar: Seminar) -> str:
    """Where the host's own page is."""
    return f"/en/bids/{make_link(session, LinkPurpose.BID, seminar.bid_id, now=NOW)}"


@dataclass(frozen=True)
class Meal:
    """Names of the fields of a question and one that depends on it, and what the latter takes."""

    lunch: str
    which: str
    meat: str
    fish: str


@pytest.fixture
def meal(session: Session, seminar: Seminar) -> Meal:
    """Who wants lunch must say what kind of it; a file is asked of everybody on the own page."""
    tour = seminar.tour
    lunch = make_question(session, tour, kind=QuestionKind.YES_NO, label_en="Lunch")
    which = make_question(
        session, tour, label_en="Meat or fish", asking=Asking.REQUIRED, options=("meat", "fish")
    )
    which.condition = QuestionCondition(on_question_id=lunch.id, says_yes=True)
    make_question(session, tour, kind=QuestionKind.FILE, asking=Asking.REQUIRED)
    session.commit()
    meat, fish = (str(each.id) for each in which.options)
    return Meal(f"q{lunch.id}", f"q{which.id}", meat, fish)


def said(session: Session, row: Registration) -> dict[str, Any]:
    """What somebody answered, by the questions."""
    (found,) = answers_of(session, [row.id]).values()
    return {
        each.question.label_en: each.options[0].label_en if each.options else each.says_yes
        for each in found
    }


def send(client: FlaskClient, address: str, **changed: Any) -> Any:
    sent = form_of(client.get(address).text, "form_key") | PERSON | changed
    return client.post(address, data=sent)


def rows(session: Session) -> list[Registration]:
    session.rollback()
    found = select(Registration).where(Registration.source == RegistrationSource.HOST)
    return list(session.scalars(found.order_by(Registration.id)))


def test_the_own_page_leads_to_the_form_and_the_person_gets_a_confirmation(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    assert f'href="{own}/people"' in client.get(own).text

    answer = send(client, f"{own}/people")

    assert (answer.status_code, answer.location) == (303, f"{own}/people")
    (row,) = rows(session)
    assert (row.name, row.locale, row.host_place) == ("会員 花子", "en", True)
    assert session.scalars(select(Message.recipient)).all() == ["hanako@example.jp"]
    page = client.get(f"{own}/people").text
    assert "会員 花子" in page
    assert "知らない 人" not in page
    session.refresh(seminar)
    assert (seminar.taken, seminar.kept_back) == (2, 1)


def test_beyond_the_places_kept_back_nobody_is_registered_and_nothing_typed_is_lost(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    sent = form_of(client.get(f"{own}/people").text, "form_key") | PERSON
    seminar.kept_back = 0
    session.commit()

    answer = client.post(f"{own}/people", data=sent)

    assert answer.status_code == 409
    assert "No place is kept back for you any more" in answer.text
    assert 'value="会員 花子"' in answer.text
    assert rows(session) == []
    assert 'name="form_key"' not in client.get(f"{own}/people").text


def test_mistakes_come_back_at_their_fields(
    client: FlaskClient, session: Session, own: str
) -> None:
    answer = send(client, f"{own}/people", name=[""], email=["nobody"], consent=[])
    assert answer.status_code == 422
    for said in ("Please enter a name.", "This is not an email address", "ask the person first"):
        assert said in answer.text
    unreached = send(client, f"{own}/people", email=[""])
    assert "or a number where the person is reached" in unreached.text
    asked = send(client, f"{own}/people", email=["hanako@gmial.com"])
    assert (asked.status_code, "hanako@gmail.com" in asked.text) == (200, True)
    assert rows(session) == []


def test_the_same_form_twice_is_one_person_and_with_another_one_is_asked_about(
    client: FlaskClient, session: Session, own: str
) -> None:
    sent = form_of(client.get(f"{own}/people").text, "form_key") | PERSON
    for _ in range(2):
        assert client.post(f"{own}/people", data=sent).status_code == 303
    other = client.post(f"{own}/people", data=sent | {"name": ["別 人"]})
    assert (other.status_code, len(rows(session))) == (409, 1)
    again = form_of(other.text, "form_key")
    assert client.post(f"{own}/people", data=again).status_code == 303
    assert len(rows(session)) == 2


def test_who_is_registered_already_is_named(client: FlaskClient, own: str) -> None:
    send(client, f"{own}/people")
    answer = send(client, f"{own}/people")
    assert answer.status_code == 409
    assert "is registered for this seminar already" in answer.text


def test_the_host_withdraws_its_people_and_the_place_is_its_again(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    send(client, f"{own}/people")
    (row,) = rows(session)
    address = f"{own}/people/{row.id}/withdraw"
    assert "会員 花子" in client.get(address).text

    for _ in range(2):
        assert client.post(address).status_code == 303

    session.refresh(seminar)
    assert (seminar.taken, seminar.kept_back) == (1, 2)
    assert session.scalars(select(Message.kind)).all()[-1] == "registration_withdrawn"


def test_the_host_exchanges_its_people(client: FlaskClient, session: Session, own: str) -> None:
    send(client, f"{own}/people")
    (row,) = rows(session)
    address = f"{own}/people/{row.id}/exchange"
    wrong = send(client, address, name=[""])
    assert (wrong.status_code, "会員 花子" in wrong.text) == (422, True)

    other = {"name": ["会員 太郎"], "email": ["taro@example.jp"]}
    assert send(client, address, **other).status_code == 303

    former, new = rows(session)
    assert (former.state, new.state) == (RegistrationState.CANCELLED, RegistrationState.CONFIRMED)
    assert "会員 太郎" in client.get(f"{own}/people").text
    assert client.get(address).status_code == 303
    assert client.post(address, data=PERSON).status_code == 303


def test_somebody_who_is_there_already_does_not_come_instead(
    client: FlaskClient, session: Session, own: str
) -> None:
    send(client, f"{own}/people")
    send(client, f"{own}/people", name=["会員 太郎"])
    first, _ = rows(session)
    answer = send(client, f"{own}/people/{first.id}/exchange", name=["会員 太郎"])
    assert answer.status_code == 409
    assert "is registered for this seminar already" in answer.text


def test_the_questions_of_the_tour_are_asked_and_the_answers_kept_and_shown(
    client: FlaskClient, session: Session, own: str, meal: Meal
) -> None:
    page = client.get(f"{own}/people").text
    assert "Meat or fish" in page
    assert "only if you chose “yes” at “lunch”" in page.lower()
    assert 'type="file"' not in page

    unanswered = send(client, f"{own}/people", **{meal.lunch: ["yes"]})
    assert (unanswered.status_code, "Please answer this." in unanswered.text) == (422, True)
    assert rows(session) == []
    answer = send(client, f"{own}/people", **{meal.lunch: ["yes"], meal.which: [meal.fish]})

    assert answer.status_code == 303
    (row,) = rows(session)
    assert said(session, row) == {"Lunch": True, "Meat or fish": "fish"}
    link = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    assert "Meat or fish" in client.get(f"/en/registrations/{link}").text


def test_an_answer_to_what_is_not_asked_is_not_kept(
    client: FlaskClient, session: Session, own: str, meal: Meal
) -> None:
    send(client, f"{own}/people", **{meal.lunch: ["no"], meal.which: [meal.fish]})
    (row,) = rows(session)
    assert said(session, row) == {"Lunch": False}


def test_a_question_that_came_while_somebody_filled_in_the_form_is_asked_then(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    sent = form_of(client.get(f"{own}/people").text, "form_key") | PERSON
    make_question(session, seminar.tour, label_en="Late", asking=Asking.REQUIRED)
    session.commit()

    answer = client.post(f"{own}/people", data=sent)

    assert (answer.status_code, 'value="会員 花子"' in answer.text) == (422, True)
    assert "Please answer this." in answer.text


def test_who_comes_in_place_of_another_answers_anew(
    client: FlaskClient, session: Session, own: str, meal: Meal
) -> None:
    send(client, f"{own}/people", **{meal.lunch: ["yes"], meal.which: [meal.fish]})
    (former,) = rows(session)
    address = f"{own}/people/{former.id}/exchange"
    other = {"name": ["会員 太郎"], meal.lunch: ["yes"]}
    assert send(client, address, **other).status_code == 422
    assert send(client, address, **other, **{meal.which: [meal.meat]}).status_code == 303

    former, new = rows(session)
    assert said(session, former) == {"Lunch": True, "Meat or fish": "fish"}
    assert said(session, new) == {"Lunch": True, "Meat or fish": "meat"}


def test_where_one_can_attend_online_the_page_says_where_these_places_are(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    assert "These places are at the venue" not in client.get(f"{own}/people").text
    seminar.online_capacity = 5
    session.commit()
    assert "These places are at the venue" in client.get(f"{own}/people").text


def test_of_others_there_is_nothing(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    stranger = session.scalars(
        select(Registration).where(Registration.seminar_id == seminar.id)
    ).one()
    for deed in ("withdraw", "exchange"):
        assert client.get(f"{own}/people/{stranger.id}/{deed}").status_code == 404
        assert client.post(f"{own}/people/{stranger.id}/{deed}").status_code == 404


def test_too_many_from_one_network_wait_and_lose_nothing(
    client: FlaskClient, session: Session, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PEOPLE_PER_WINDOW", 1)
    send(client, f"{own}/people")
    answer = send(client, f"{own}/people", name=["会員 太郎"])
    assert (answer.status_code, 'value="会員 太郎"' in answer.text) == (429, True)
    assert len(rows(session)) == 1


def test_a_seminar_that_is_not_public_has_no_such_page(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    seminar.state, seminar.announced_at = SeminarState.TENTATIVE, None
    session.commit()
    assert client.get(f"{own}/people").status_code == 404
    assert client.post(f"{own}/people", data=PERSON).status_code == 404


def test_links_of_others_open_nothing_and_other_methods_are_refused(
    client: FlaskClient, session: Session, seminar: Seminar, own: str
) -> None:
    row = session.scalars(select(Registration).where(Registration.seminar_id == seminar.id)).one()
    token = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    assert client.get(f"/bids/{token}/people").status_code == 404
    assert client.put(f"{own}/people").status_code == 405
