"""What a tour's forms ask: seen, decided, put in order, retired."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.questions.asked import asked_in, own_questions
from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind, StandardQuestion
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_question, make_tour
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import words

PAGE = "/organiser/tours/2026/questions"


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def test_the_page_says_what_is_asked_and_what_is_asked_no_longer(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    on = make_question(session, tour, label_ja="食事", kind=QuestionKind.YES_NO)
    make_question(session, tour, label_ja="昔の質問", retired_at=NOW)
    depending = make_question(session, tour, label_ja="種類", asking=Asking.REQUIRED)
    depending.condition = QuestionCondition(on_question_id=on.id, says_yes=True)
    session.commit()
    text = words(viewer.get(PAGE).text)
    for part in (
        "フリガナ",
        "質問しない",
        "種類",
        "「食事」の回答によって",
        "終了した質問",
        "昔の質問",
    ):
        assert part in text
    assert "質問を追加する" not in text
    assert "No longer asked" in viewer.get(f"/en{PAGE}").text


def test_a_planner_decides_how_standard_questions_are_asked(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    address = f"{PAGE}/standard"
    form = form_of(planner.get(address).text)
    assert form["telephone"] == ["off"]
    changed = form | {"telephone": ["required"], "industry": ["off"]}
    assert planner.post(address, data=changed).status_code == 303
    asked = asked_in(session, tour.id)
    assert asked.requires(StandardQuestion.TELEPHONE)
    assert not asked.asks(StandardQuestion.INDUSTRY)
    assert form_of(planner.get(address).text)["version"] == ["2"]


def test_what_cannot_be_required_is_not_offered_so(planner: FlaskClient, tour: Tour) -> None:
    assert tour.fiscal_year == 2026
    address = f"{PAGE}/standard"
    page = BeautifulSoup(planner.get(address).text, "html.parser")
    values = [str(option["value"]) for option in page.select("select[name=needs] option")]
    assert values == ["off", "optional"]
    form = form_of(planner.get(address).text) | {"needs": ["required"]}
    assert planner.post(address, data=form).status_code == 422


def test_two_who_decide_at_once_see_what_the_other_did(planner: FlaskClient, tour: Tour) -> None:
    assert tour.version == 1
    address = f"{PAGE}/standard"
    first = form_of(planner.get(address).text)
    second = dict(first)
    planner.post(address, data=first | {"telephone": ["required"]})
    answer = planner.post(address, data=second | {"company": ["required"]})
    assert answer.status_code == 409
    again = form_of(answer.text)
    assert (again["telephone"], again["company"]) == (["required"], ["required"])
    assert planner.post(address, data=again).status_code == 303


def test_questions_move_up_and_down(planner: FlaskClient, session: Session, tour: Tour) -> None:
    first, second = (make_question(session, tour) for _ in range(2))
    data = {"move": "up", "seen": str(second.position)}
    address = f"/organiser/questions/{second.id}/move"
    assert planner.post(address, data=data).status_code == 303
    assert own_questions(session, tour.id) == [second, first]
    answer = planner.post(address, data=data, follow_redirects=True)
    assert "順番は変えていません" in answer.text
    for seen in ("", "x" * 100, "²"):
        assert planner.post(address, data={"seen": seen}).status_code == 303
    down = {"move": "down", "seen": str(second.position)}
    planner.post(address, data=down)
    assert own_questions(session, tour.id) == [first, second]


def test_a_question_is_retired_and_comes_back(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = make_question(session, tour)
    for _ in range(2):
        assert planner.post(f"/organiser/questions/{question.id}/retire").status_code == 303
    assert asked_in(session, tour.id).own == ()
    for _ in range(2):
        assert planner.post(f"/organiser/questions/{question.id}/restore").status_code == 303
    assert len(asked_in(session, tour.id).own) == 1


def test_what_others_depend_on_is_not_retired_and_they_are_named(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    on = make_question(session, tour, kind=QuestionKind.YES_NO)
    depending = make_question(session, tour, label_ja="食事の種類")
    depending.condition = QuestionCondition(on_question_id=on.id, says_yes=True)
    session.commit()
    answer = planner.post(f"/organiser/questions/{on.id}/retire", follow_redirects=True)
    assert "先にそちらを変更してください" in answer.text
    assert "食事の種類" in words(answer.text)
    session.refresh(on)
    assert on.retired_at is None


def test_the_preview_shows_both_languages_on_a_telephone(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    make_question(session, tour, label_ja="食事", label_en="Meal", options=("甲", "乙"))
    for prefix in ("", "/en"):
        page = BeautifulSoup(viewer.get(f"{prefix}{PAGE}/preview").text, "html.parser")
        shown = {str(each["lang"]): each for each in page.select(".preview__telephone")}
        assert "食事" in shown["ja"].text
        assert "氏名" in shown["ja"].text
        assert "Meal" in shown["en"].text
        assert "Company or organisation" in shown["en"].text
        assert "必須" not in shown["en"].text
        assert page.select_one("[name=ja-company]") is not None
        assert page.select(".preview form") == []
        ids = [str(each["id"]) for each in page.select("[id]")]
        assert len(ids) == len(set(ids))


def test_who_only_works_with_bids_decides_nothing_here(
    clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    question = make_question(session, tour)
    for answer in (
        clerk.get(f"{PAGE}/standard"),
        clerk.post(f"{PAGE}/standard"),
        *(
            clerk.post(f"/organiser/questions/{question.id}/{deed}")
            for deed in ("move", "retire", "restore")
        ),
    ):
        assert answer.status_code == 403
    assert clerk.get(f"/organiser/questions/{question.id}/move").status_code == 405
    assert clerk.post(f"{PAGE}/preview").status_code == 405


def test_what_is_not_there_is_not_found(planner: FlaskClient) -> None:
    assert planner.get("/organiser/tours/1999/questions").status_code == 404
    assert planner.get("/organiser/tours/1999/questions/preview").status_code == 404
    for deed in ("move", "retire", "restore"):
        assert planner.post(f"/organiser/questions/99/{deed}").status_code == 404
