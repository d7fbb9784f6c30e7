"""Registering somebody who calls, sends a fax or stands at the counter."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.outbox.model import Message
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_question, make_registration, make_seminar
from tests.web.editing.browsers import form_of

PERSON = {
    "source": ["telephone"],
    "name": ["山田 花子"],
    "email": ["hanako@example.jp"],
    "consent": ["y"],
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=1)


def address(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/registrations/new"


def test_a_caller_has_a_place_at_once_and_the_source_is_noted(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    answer = clerk.post(address(seminar), data=sent)

    row = session.scalars(select(Registration)).one()
    assert (answer.status_code, answer.location) == (303, f"/en/organiser/registrations/{row.id}")
    assert (row.state, row.source, row.held_until) == (
        RegistrationState.CONFIRMED,
        RegistrationSource.TELEPHONE,
        None,
    )
    assert session.scalars(select(Message.kind)).all() == ["registration_confirmed"]
    assert "Telephone" in clerk.get(answer.location).text
    clerk.post(address(seminar), data=sent)
    assert len(session.scalars(select(Registration)).all()) == 1


def test_a_full_seminar_puts_a_caller_on_the_waiting_list(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    answer = clerk.post(address(seminar), data=sent)
    assert "on the waiting list, and is told" in clerk.get(answer.location).text


def test_somebody_who_is_known_is_not_registered_twice(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    for _ in range(2):
        sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
        answer = clerk.post(address(seminar), data=sent)
    assert "was registered already" in clerk.get(answer.location).text
    assert len(session.scalars(select(Registration)).all()) == 1


def test_the_office_registers_after_the_last_day_for_the_public(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    seminar.registration_closes_on = date(2026, 5, 1)
    session.commit()
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    assert clerk.post(address(seminar), data=sent).status_code == 303


def test_nobody_is_registered_without_consent_and_source(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    del sent["consent"], sent["source"]
    answer = clerk.post(address(seminar), data=sent)
    assert answer.status_code == 422
    assert "Please choose how the registration came." in answer.text
    assert "only take a registration if the person agrees" in answer.text
    assert session.scalars(select(Registration)).all() == []


def test_a_seminar_that_is_cancelled_takes_nobody(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    seminar.state = SeminarState.CANCELLED
    session.commit()
    answer = clerk.post(address(seminar), data=sent)
    assert (answer.status_code, "山田 花子" in answer.text) == (409, True)


def test_a_form_sent_again_with_somebody_else_is_asked_about(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    clerk.post(address(seminar), data=sent)
    answer = clerk.post(address(seminar), data=sent | {"name": ["青木 一"]})
    assert (answer.status_code, "sent before with another person" in answer.text) == (409, True)
    assert clerk.post(address(seminar), data=form_of(answer.text, "form_key")).status_code == 303
    assert len(session.scalars(select(Registration)).all()) == 2


def test_a_slip_in_the_address_is_asked_about(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    answer = clerk.post(address(seminar), data=sent | {"email": ["hanako@gmial.com"]})
    assert (answer.status_code, "hanako@gmail.com" in answer.text) == (200, True)
    assert session.scalars(select(Registration)).all() == []


def test_who_only_reads_registers_nobody(viewer: FlaskClient, seminar: Seminar) -> None:
    assert viewer.get(address(seminar)).status_code == 403
    assert viewer.post(address(seminar), data=PERSON).status_code == 403


@pytest.mark.usefixtures("tour")
def test_what_is_not_there_takes_nobody(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/seminars/nothere1/registrations/new").status_code == 404
    assert clerk.post("/organiser/seminars/nothere1/registrations/new").status_code == 404


def test_other_methods_are_refused(clerk: FlaskClient, seminar: Seminar) -> None:
    assert clerk.put(address(seminar)).status_code == 405


def test_a_caller_without_an_address_is_registered_and_called(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    without = PERSON | {"email": [""], "telephone": ["０３－３５８１－１１０１"]}
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | without
    answer = clerk.post(address(seminar), data=sent)

    row = session.scalars(select(Registration)).one()
    assert (row.email, row.telephone) == ("", "03-3581-1101")
    assert session.scalars(select(Message.kind)).all() == []
    page = clerk.get(answer.location).text
    assert "Please tell this person by telephone or fax" in page
    assert 'href="tel:0335811101"' in page
    for where in ("", "/registrations?call=1"):
        listed = clerk.get(f"/en/organiser/seminars/{seminar.public_id}{where}").text
        assert "山田 花子" in listed
    done = f"/en/organiser/registrations/chosen?deed=call&id={row.id}"
    clerk.post("/en/organiser/registrations/chosen", data=form_of(clerk.get(done).text, "deed"))
    session.rollback()
    assert row.call_since is None
    nobody = clerk.get(f"/en/organiser/seminars/{seminar.public_id}/registrations?call=1").text
    assert "山田 花子" not in nobody


def test_somebody_must_be_reached_somehow(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON | {"email": [""]}
    answer = clerk.post(address(seminar), data=sent)

    assert answer.status_code == 422
    assert "or a number where the person is reached" in answer.text
    assert session.scalars(select(Registration)).all() == []


def test_answers_to_own_questions_are_kept_and_wrong_ones_named(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    meal = make_question(session, tour, label_en="Meal", options=("A", "B"))
    people = make_question(session, tour, label_en="People", kind=QuestionKind.NUMBER)
    make_question(session, tour, asking=Asking.REQUIRED)  # may be unknown
    sent = form_of(clerk.get(address(seminar)).text, "form_key") | PERSON
    sent |= {f"q{meal.id}": [str(meal.options[1].id)], f"q{people.id}": ["many"]}

    wrong = clerk.post(address(seminar), data=sent)
    assert (wrong.status_code, 'value="many"' in wrong.text) == (422, True)
    assert session.scalars(select(Registration)).all() == []
    answer = clerk.post(address(seminar), data=sent | {f"q{people.id}": ["２"]})

    said = {each.question_id: each for each in session.scalars(select(Answer))}
    assert [option.label_ja for option in said[meal.id].options] == ["B"]
    assert said[people.id].number == 2
    assert "Meal" in clerk.get(answer.location).text


def test_a_seminar_that_asks_less_is_asked_less(
    clerk: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    question = make_question(session, tour, asking=Asking.OFF)
    assert f'name="q{question.id}"' not in clerk.get(address(seminar)).text
