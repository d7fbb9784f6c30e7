"""Changing what somebody has entered."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar
from tests.web.editing.browsers import form_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def address(row: Registration) -> str:
    return f"/en/organiser/registrations/{row.id}/edit"


def test_a_clerk_corrects_an_entry_and_the_person_is_told(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(clerk.get(address(row)).text)
    answer = clerk.post(
        address(row), data=sent | {"name": ["山田 花子"], "industry": [""], "tell": ["yes"]}
    )

    assert (answer.status_code, answer.location) == (
        303,
        f"/en/organiser/registrations/{row.id}",
    )
    session.rollback()
    assert (row.name, row.industry, row.version) == ("山田 花子", None, 2)
    assert session.scalars(select(Message.kind)).all() == ["registration_edited"]


def test_nobody_is_told_where_that_is_chosen(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(clerk.get(address(row)).text)
    clerk.post(address(row), data=sent | {"company": ["<b>甲社"], "tell": ["no"]})
    session.rollback()
    assert row.company == "<b>甲社"
    assert session.scalars(select(Message)).all() == []
    assert "<b>甲社" not in clerk.get(f"/organiser/registrations/{row.id}").text


def test_mistakes_come_back_at_their_fields(clerk: FlaskClient, row: Registration) -> None:
    sent = form_of(clerk.get(address(row)).text)
    answer = clerk.post(address(row), data=sent | {"email": ["nobody"], "name": [""]})
    assert answer.status_code == 422
    assert "This is not an email address" in answer.text
    assert "Please enter a name." in answer.text


def test_a_slip_in_the_address_is_asked_about(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    sent = form_of(clerk.get(address(row)).text) | {"email": ["hanako@gmial.com"]}
    answer = clerk.post(address(row), data=sent)
    assert (answer.status_code, "hanako@gmail.com" in answer.text) == (200, True)
    session.rollback()
    assert row.version == 1


def test_a_second_registration_of_one_person_is_refused_at_the_field(
    clerk: FlaskClient, session: Session, row: Registration
) -> None:
    other = make_registration(session, row.seminar)
    sent = form_of(clerk.get(address(row)).text)
    answer = clerk.post(address(row), data=sent | {"name": [other.name], "email": [other.email]})
    assert answer.status_code == 422
    assert "is registered for this seminar with this address already" in answer.text


def test_who_only_reads_changes_nothing(viewer: FlaskClient, row: Registration) -> None:
    assert viewer.get(address(row)).status_code == 403
    assert viewer.post(address(row)).status_code == 403


def test_what_is_not_there_is_missing_and_other_methods_are_refused(
    clerk: FlaskClient, row: Registration
) -> None:
    assert clerk.get("/organiser/registrations/987654/edit").status_code == 404
    assert clerk.post("/organiser/registrations/987654/edit").status_code == 404
    assert clerk.put(address(row)).status_code == 405


def test_a_clerk_corrects_answers_to_own_questions_frozen_ones_too(
    clerk: FlaskClient, session: Session, tour: Tour, row: Registration
) -> None:
    frozen = make_question(session, tour, frozen_on=date(2026, 1, 1), asking=Asking.REQUIRED)
    retired = make_question(session, tour, retired_at=NOW)
    number = make_question(session, tour, kind=QuestionKind.NUMBER)
    for question in (frozen, retired):
        session.add(Answer(registration_id=row.id, question_id=question.id, text="先"))
    session.commit()
    sent = form_of(clerk.get(address(row)).text)
    assert sent[f"q{frozen.id}"] == ["先"]
    assert f"q{retired.id}" not in sent

    wrong = clerk.post(address(row), data=sent | {f"q{number.id}": ["many"]})
    assert (wrong.status_code, number.label_en in wrong.text) == (422, True)
    clerk.post(
        address(row), data=sent | {f"q{frozen.id}": ["後"], f"q{number.id}": ["３"], "tell": ["no"]}
    )

    session.rollback()
    said = {each.question_id: each for each in session.scalars(select(Answer))}
    assert {key: each.text for key, each in said.items()} == {
        frozen.id: "後",
        retired.id: "先",
        number.id: "３",
    }
    assert said[number.id].number == 3


def test_an_answer_can_be_taken_out(
    clerk: FlaskClient, session: Session, tour: Tour, row: Registration
) -> None:
    question = make_question(session, tour, asking=Asking.REQUIRED)
    session.add(Answer(registration_id=row.id, question_id=question.id, text="先"))
    session.commit()
    sent = form_of(clerk.get(address(row)).text) | {f"q{question.id}": [""]}
    assert clerk.post(address(row), data=sent).status_code == 303
    session.rollback()
    assert session.scalars(select(Answer)).all() == []


def test_two_at_once_see_each_others_answers(
    clerk: FlaskClient, session: Session, tour: Tour, row: Registration
) -> None:
    question = make_question(session, tour, label_en="Meal", kind=QuestionKind.TEXT)
    sent = form_of(clerk.get(address(row)).text)
    first = clerk.post(address(row), data=sent | {f"q{question.id}": ["甲"]})
    second = clerk.post(address(row), data=sent | {f"q{question.id}": ["乙"]})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "甲" in second.text
    assert "乙" in second.text
    session.rollback()
    assert session.scalars(select(Answer.text)).all() == ["甲"]


def test_a_file_is_kept_with_the_answer(
    clerk: FlaskClient, session: Session, tour: Tour, row: Registration
) -> None:
    question = make_question(session, tour, kind=QuestionKind.FILE)
    sent: dict[str, Any] = dict(form_of(clerk.get(address(row)).text))
    sent[f"q{question.id}"] = (BytesIO(b"%PDF-1.7 scan"), "fax.pdf")
    answer = clerk.post(address(row), data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    session.rollback()
    assert session.scalars(select(Answer.text)).all() == ["fax.pdf"]
    kept = form_of(clerk.get(address(row)).text) | {"company": ["例示工業"]}
    assert "stays" in kept[f"q{question.id}"]
    clerk.post(address(row), data=kept)
    session.rollback()
    assert session.scalars(select(Answer.text)).all() == ["fax.pdf"]
