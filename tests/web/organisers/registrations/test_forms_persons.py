"""The forms in which the staff enters what is asked of participants."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from seminar_service.questions.asked import asked_in
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from seminar_service.web.locale import ENVIRON_KEY
from seminar_service.web.organisers.registrations.forms_persons import (
    as_office_asks,
    caller_form,
    edit_form,
)
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def test_the_office_may_leave_out_what_participants_must_answer(
    session: Session, tour: Tour
) -> None:
    question = make_question(session, tour, asking=Asking.REQUIRED)

    asked = asked_in(session, tour.id)

    assert [own.is_required for own in asked.own] == [True]
    assert [(own.question.id, own.is_required) for own in as_office_asks(asked).own] == [
        (question.id, False)
    ]


def test_a_caller_is_asked_in_the_language_of_the_page_and_consent_comes_last(
    session: Session, tour: Tour, app: Flask
) -> None:
    question = make_question(session, tour, label_ja="食事", label_en="Meal")
    with app.test_request_context("/en/", environ_base={ENVIRON_KEY: "en"}):
        form = caller_form(asked_in(session, tour.id), "en")

        names = [field.name for field in form]
        assert form[f"q{question.id}"].label.text == "Meal"
        assert names.index(f"q{question.id}") < names.index("consent")


def test_what_is_frozen_for_participants_and_an_option_that_is_retired_are_shown(
    session: Session, tour: Tour, row: Registration, app: Flask
) -> None:
    frozen = make_question(session, tour, frozen_on=date(2026, 1, 1))
    chosen = make_question(session, tour, kind=QuestionKind.ONE_OF, options=("A", "B", "C"))
    retired, other = chosen.options[0], chosen.options[1]
    retired.retired_at = other.retired_at = NOW
    said = Answer(registration_id=row.id, question_id=chosen.id, options=[retired])
    session.add_all([said, Answer(registration_id=row.id, question_id=frozen.id, text="先")])
    session.commit()

    with app.test_request_context("/en/", environ_base={ENVIRON_KEY: "en"}):
        form = edit_form(asked_in(session, tour.id, row.seminar_id), row, "en")

        assert form[f"q{frozen.id}"].data == "先"
        field = form[f"q{chosen.id}"]
        assert field.data == str(retired.id)
        assert [str(choice.value) for choice in field.iter_choices()] == [
            str(retired.id),
            str(chosen.options[2].id),
            "",
        ]
