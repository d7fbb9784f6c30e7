"""In what the form of one seminar differs."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.questions.asked import asked_in
from seminar_service.questions.values import Asking, StandardQuestion
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_bid, make_question, make_seminar, make_tour
from tests.web.editing.browsers import form_of


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


@pytest.fixture
def address(seminar: Seminar) -> str:
    return f"/organiser/seminars/{seminar.public_id}/questions"


def test_a_clerk_asks_something_in_another_way(
    clerk: FlaskClient, session: Session, seminar: Seminar, address: str
) -> None:
    question = make_question(session, seminar.tour, asking=Asking.OFF)
    make_question(session, seminar.tour, retired_at=NOW)
    form = form_of(clerk.get(address).text)
    assert {form[name][0] for name in ("company", f"q{question.id}")} == {""}
    changed = form | {"company": ["required"], f"q{question.id}": ["optional"]}
    assert clerk.post(address, data=changed).status_code == 303
    asked = asked_in(session, seminar.tour_id, seminar.id)
    assert asked.requires(StandardQuestion.COMPANY)
    assert [own.question for own in asked.own] == [question]
    assert asked_in(session, seminar.tour_id).own == ()

    form = form_of(clerk.get(address).text)
    assert (form["company"], form[f"q{question.id}"]) == (["required"], ["optional"])
    assert clerk.post(address, data=form | {"company": [""]}).status_code == 303
    assert not asked_in(session, seminar.tour_id, seminar.id).requires(StandardQuestion.COMPANY)


def test_what_the_tour_says_stands_beside(clerk: FlaskClient, address: str) -> None:
    page = BeautifulSoup(clerk.get(address).text, "html.parser")
    first = page.select_one("select[name=telephone] option")
    assert first is not None
    assert first.text == "巡回セミナーと同じ（質問しない）"


def test_two_who_decide_at_once_lose_nothing(clerk: FlaskClient, address: str) -> None:
    first = form_of(clerk.get(address).text)
    second = dict(first)
    clerk.post(address, data=first | {"company": ["off"]})
    answer = clerk.post(address, data=second | {"industry": ["off"]})
    assert answer.status_code == 409
    again = form_of(answer.text)
    assert (again["company"], again["industry"]) == (["off"], ["off"])


def test_what_is_no_way_to_ask_is_refused(clerk: FlaskClient, address: str) -> None:
    form = form_of(clerk.get(address).text) | {"company": ["perhaps"]}
    assert clerk.post(address, data=form).status_code == 422


def test_the_preview_is_that_of_the_seminar(
    clerk: FlaskClient, viewer: FlaskClient, address: str
) -> None:
    form = form_of(clerk.get(address).text) | {"telephone": ["optional"]}
    clerk.post(address, data=form)
    page = BeautifulSoup(viewer.get(f"{address}/preview").text, "html.parser")
    assert page.select_one("[name=ja-telephone]") is not None
    assert page.select_one("[name=en-telephone]") is not None


def test_viewers_decide_nothing_and_nobody_about_what_is_not_there(
    viewer: FlaskClient, clerk: FlaskClient, address: str
) -> None:
    assert viewer.get(address).status_code == viewer.post(address).status_code == 403
    assert clerk.get("/organiser/seminars/none/questions").status_code == 404
    assert clerk.get("/organiser/seminars/none/questions/preview").status_code == 404
    assert clerk.post(f"{address}/preview").status_code == 405
