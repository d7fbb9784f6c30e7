"""What people answered, as the office sees it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import HeardOf
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.web.organisers import answers as views
from tests.factories import (
    NOW,
    make_bid,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.hosts.forms import words

COUNTS = "/organiser/tours/2026/answers"


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)))


@pytest.fixture
def meal(session: Session, seminar: Seminar) -> Question:
    return make_question(
        session, seminar.tour, is_personal=False, label_ja="食事", options=("肉", "魚")
    )


def answer(
    session: Session, seminar: Seminar, *given: GivenAnswer, **values: object
) -> Registration:
    registration = make_registration(session, seminar, **values)
    with transaction(session):
        write_answers(session, registration, given)
    return registration


def test_answers_are_counted_for_the_tour_and_for_one_seminar(
    viewer: FlaskClient, session: Session, seminar: Seminar, meal: Question
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour))
    beef, fish = (GivenAnswer(meal.id, options=(option.id,)) for option in meal.options)
    number = make_question(
        session, seminar.tour, is_personal=False, label_ja="人数", kind=QuestionKind.NUMBER
    )
    sure = make_question(
        session, seminar.tour, is_personal=False, label_ja="懇親会", kind=QuestionKind.YES_NO
    )
    many, yes = GivenAnswer(number.id, "12", number=12), GivenAnswer(sure.id, says_yes=True)
    answer(session, seminar, beef, many, yes, heard_of=HeardOf.FLYER, needs_wheelchair=True)
    answer(session, other, fish)
    text = words(viewer.get(COUNTS).text)
    assert "席のある方は2名です" in text
    for part in ("肉 1", "魚 1", "チラシ・ポスター 1", "車いすでの参加 1", "合計 12", "はい 1"):
        assert part in text
    text = words(viewer.get(f"{COUNTS}?seminar={seminar.public_id}").text)
    assert "席のある方は1名です" in text
    assert "魚 0" in text
    assert "席のある方は2名です" in words(viewer.get(f"{COUNTS}?seminar=none").text)


def test_all_answers_to_one_question_are_listed_page_by_page(
    viewer: FlaskClient,
    session: Session,
    seminar: Seminar,
    meal: Question,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    chosen = GivenAnswer(meal.id, options=(meal.options[0].id,))
    for name in ("甲 一郎", "乙 二郎", "丙 三郎"):
        answer(session, seminar, chosen, name=name)
    meal.retired_at = NOW
    session.commit()
    address = f"/organiser/questions/{meal.id}/answers"
    first, second = (words(viewer.get(f"{address}?page={page}").text) for page in (1, 2))
    assert "丙 三郎" in first
    assert "甲 一郎" not in first
    assert "甲 一郎" in second
    assert "終了した質問" in first


def test_a_question_that_nobody_answered_says_so(viewer: FlaskClient, meal: Question) -> None:
    assert "まだ回答がありません" in viewer.get(f"/organiser/questions/{meal.id}/answers").text


def test_what_somebody_wrote_never_becomes_markup(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    question = make_question(session, seminar.tour, is_personal=False, label_ja="<b>太字</b>")
    registration = answer(session, seminar, GivenAnswer(question.id, "<b>答え</b>"))
    for address in (
        COUNTS,
        f"/organiser/questions/{question.id}/answers",
        f"/organiser/registrations/{registration.id}",
    ):
        text = viewer.get(address).text
        assert "<b>太字" not in text
        assert "<b>答え" not in text


def test_what_is_not_there_is_not_found_and_nothing_is_sent(
    viewer: FlaskClient, meal: Question
) -> None:
    assert viewer.get("/organiser/tours/1999/answers").status_code == 404
    assert viewer.get("/organiser/questions/99/answers").status_code == 404
    assert viewer.post(COUNTS).status_code == 405
    assert viewer.post(f"/organiser/questions/{meal.id}/answers").status_code == 405


def test_what_says_something_about_a_person_is_named_and_not_counted(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    age = make_question(session, seminar.tour, label_ja="年齢", kind=QuestionKind.NUMBER)
    answer(session, seminar, GivenAnswer(age.id, "47", number=47))
    text = words(viewer.get(COUNTS).text)
    assert "年齢" in text
    assert "47" not in text


def test_personal_answers_are_for_clerks_and_planners(
    viewer: FlaskClient, clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    age = make_question(session, seminar.tour, label_ja="年齢", kind=QuestionKind.NUMBER)
    row = answer(session, seminar, GivenAnswer(age.id, "47", number=47))
    address = f"/organiser/questions/{age.id}/answers"
    assert viewer.get(address).status_code == 403
    assert "47" in words(clerk.get(address).text)
    listed = f"/organiser/tours/{seminar.tour.fiscal_year}/questions"
    assert address not in viewer.get(listed).text
    assert address in clerk.get(listed).text
    own = f"/en/organiser/registrations/{row.id}"
    said = words(clerk.get(own).text)
    assert "47 personal: counted nowhere" in said
    hidden = words(viewer.get(own).text)
    assert "clerks and planners see them" in hidden
    assert "personal: counted nowhere" not in hidden
