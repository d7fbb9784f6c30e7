"""Own questions as columns of lists and exports."""

import json
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar
from tests.web.editing.browsers import form_of

LIST = "/en/organiser/tours/2026/registrations"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite."""
    return sqlite_url


@pytest.fixture
def questions(session: Session, tour: Tour) -> list[Question]:
    """One about a person, a number, and a day that is no longer asked, all answered once."""
    row = make_registration(session, make_seminar(session, make_bid(session, tour)), name="山田")
    words = make_question(session, tour, kind=QuestionKind.TEXT, label_en="Allergies")
    number = make_question(
        session, tour, kind=QuestionKind.NUMBER, label_en="Patents", is_personal=False
    )
    day = make_question(
        session, tour, kind=QuestionKind.DAY, label_en="Founded", is_personal=False, retired_at=NOW
    )
    given = [
        GivenAnswer(words.id, text="=そば"),
        GivenAnswer(number.id, text="3", number=3),
        GivenAnswer(day.id, text="2001-04-01", day=date(2001, 4, 1)),
    ]
    write_answers(session, row, given)
    session.commit()
    return [words, number, day]


def test_a_list_shows_the_questions_that_are_chosen(
    clerk: FlaskClient, questions: list[Question]
) -> None:
    plain = clerk.get(LIST).text
    assert "Allergies" in plain
    assert "=そば" not in plain

    page = clerk.get(LIST, query_string={"column": [f"q{each.id}" for each in questions]}).text

    assert "=そば" in page
    assert "Founded (no longer asked)" in page
    assert "Sun 1 Apr 2001" in page


def test_a_file_has_them_too(clerk: FlaskClient, questions: list[Question]) -> None:
    query = "&".join(f"column=q{each.id}" for each in questions)
    sent = form_of(clerk.get(f"{LIST}?{query}").text, "kind_of_file") | {"kind_of_file": ["json"]}

    (row,) = json.loads(clerk.post(f"{LIST}/export?{query}", data=sent).data)

    assert [row[f"q{each.id}"] for each in questions] == ["=そば", 3, "2001-04-01"]


def test_a_viewer_sees_no_answer_that_says_something_about_a_person(
    viewer: FlaskClient, questions: list[Question]
) -> None:
    page = viewer.get(LIST, query_string={"column": [f"q{each.id}" for each in questions]}).text

    assert "Allergies" not in page
    assert "=そば" not in page
    assert "Patents" in page
