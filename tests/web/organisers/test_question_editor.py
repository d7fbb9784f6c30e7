"""Adding and changing a question, as planners do it."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.questions import services
from seminar_service.questions.model import Question, QuestionCondition
from seminar_service.questions.values import MOST_QUESTIONS, Asking, QuestionKind
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_bid,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.questions.support import PLANNER, details
from tests.web.editing.browsers import Sent, form_of
from tests.web.hosts.forms import words

NEW = "/organiser/tours/2026/questions/new"


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def filled(planner: FlaskClient, address: str = NEW, **changes: str) -> Sent:
    """The form of an address with some fields filled in otherwise."""
    form = form_of(planner.get(address).text) | {"label_ja": ["食事"], "label_en": ["Meal"]}
    return form | {name.replace("__", "-"): [value] for name, value in changes.items()}


def options(*labels: str) -> dict[str, str]:
    return {
        f"options__{place}__label_{language}": label
        for place, label in enumerate(labels)
        for language in ("ja", "en")
    }


def of_options(planner: FlaskClient, tour: Tour, session: Session) -> Question:
    planner.post(NEW, data=filled(planner, kind="one_of", **options("肉", "魚")))
    return session.scalars(select(Question).where(Question.tour_id == tour.id)).one()


def answer_it(session: Session, question: Question, **given: object) -> None:
    seminar = make_seminar(session, make_bid(session, session.get_one(Tour, question.tour_id)))
    registration = make_registration(session, seminar)
    with transaction(session):
        answer = GivenAnswer(question.id, **given)  # type: ignore[arg-type]  # whatever a test says
        write_answers(session, registration, [answer])


def test_a_question_with_options_is_added(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = of_options(planner, tour, session)
    assert (question.kind, question.asking) == (QuestionKind.ONE_OF, Asking.OPTIONAL)
    assert (question.label_ja, question.label_en, question.is_personal) == ("食事", "Meal", True)
    assert [(option.label_ja, option.position) for option in question.options] == [
        ("肉", 1),
        ("魚", 2),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"label_ja": ""}, "質問（日本語）"),
        ({"label_en": "x" * 201}, "200文字以内"),
        ({"help_ja": "x" * 501}, "500文字以内"),
        ({"kind": "one_of"}, "2個以上"),
        ({"kind": "one_of"} | options("肉", "肉"), "同じ選択肢"),
        ({"kind": "one_of"} | options("肉", "魚") | {"options__1__label_en": ""}, "日本語と英語"),
        ({"frozen_on": "いつか"}, "日付"),
        ({"kind": "poem"}, "回答の種類"),
        ({"condition": "1:2"}, "次の回答をした方"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(
    planner: FlaskClient, session: Session, tour: Tour, changes: dict[str, str], said: str
) -> None:
    assert tour.version == 1
    answer = planner.post(NEW, data=filled(planner, asking="required", **changes))
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert form_of(answer.text)["asking"] == ["required"]
    assert session.scalars(select(Question)).all() == []


def test_there_may_be_more_options_and_they_change_places(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = of_options(planner, tour, session)
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text)
    answer = planner.post(address, data=form | {"add_row": ["options"]})
    more = form_of(answer.text)
    assert f"options-{len(question.options) + 1}-label_ja" in more
    answer = planner.post(address, data=more | {"raise_row": ["1"]})
    raised = form_of(answer.text)
    assert raised["options-0-label_ja"] == ["魚"]
    assert planner.post(address, data=raised | {"raise_row": ["²"]}).status_code == 200
    assert planner.post(address, data=raised).status_code == 303
    session.expire_all()
    assert [option.label_ja for option in question.options] == ["魚", "肉"]
    assert question.version == 2


def test_an_option_loses_its_tick_and_stays_with_its_answers(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = of_options(planner, tour, session)
    key = question.options[0].id
    answer_it(session, question, options=(key,))
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text)
    del form["options-0-is_offered"]
    form |= {"options-2-label_ja": ["野菜"], "options-2-label_en": ["Greens"]}
    form |= {"options-2-is_offered": ["y"]}
    assert planner.post(address, data=form).status_code == 303
    session.expire_all()
    assert [option.label_ja for option in question.live_options] == ["魚", "野菜"]
    assert question.options[0].id == key
    assert "肉" in words(planner.get(f"{address}/answers").text)


def test_the_kind_of_an_answered_question_stays(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = make_question(session, tour)
    answer_it(session, question, text="はい")
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text) | {"kind": ["number"]}
    answer = planner.post(address, data=form)
    assert answer.status_code == 422
    assert "種類は変更できません" in words(answer.text)


def test_another_wording_of_an_answered_question_is_asked_about(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = make_question(session, tour)
    answer_it(session, question, text="はい")
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text) | {"label_ja": ["まったく別の質問"]}
    answer = planner.post(address, data=form)
    assert answer.status_code == 200
    assert "すでに回答があります" in words(answer.text)
    mark = BeautifulSoup(answer.text, "html.parser").select_one("button[name=as_entered]")
    assert mark is not None
    kept = form_of(answer.text) | {"as_entered": [str(mark["value"])]}
    assert planner.post(address, data=kept).status_code == 303
    untouched = form_of(planner.get(address).text) | {"help_ja": ["説明"]}
    assert planner.post(address, data=untouched).status_code == 303


def test_options_of_a_kind_without_any_and_a_day_that_has_come_are_asked_about(
    planner: FlaskClient, tour: Tour
) -> None:
    assert tour.version == 1
    for changes, said in (
        (options("肉", "魚"), "選択肢はありません"),
        ({"frozen_on": "2026-06-01"}, "すでに来ている"),
    ):
        answer = planner.post(NEW, data=filled(planner, **changes))
        assert answer.status_code == 200
        assert said in words(answer.text)


def test_a_circle_of_conditions_is_refused_with_its_reason(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    first, second = (
        make_question(session, tour, kind=QuestionKind.YES_NO, label_ja=label)
        for label in ("食事", "種類")
    )
    second.condition = QuestionCondition(on_question_id=first.id, says_yes=True)
    session.commit()
    address = f"/organiser/questions/{first.id}"
    form = form_of(planner.get(address).text) | {"condition": [f"{second.id}:yes"]}
    answer = planner.post(address, data=form)
    assert answer.status_code == 422
    assert "食事 → 種類 → 食事" in words(answer.text)
    assert form_of(answer.text)["condition"] == [f"{second.id}:yes"]


def test_a_condition_is_kept_and_shown_again(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    on = make_question(session, tour, options=("A", "B"))
    option = on.options[1].id
    planner.post(NEW, data=filled(planner, condition=f"{on.id}:{option}"))
    added = session.scalars(select(Question).order_by(Question.id.desc())).first()
    assert added is not None
    assert added.condition is not None
    assert added.condition.option_id == option
    shown = form_of(planner.get(f"/organiser/questions/{added.id}").text)
    assert shown["condition"] == [f"{on.id}:{option}"]


def test_an_option_on_which_others_depend_stays(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = of_options(planner, tour, session)
    depending = make_question(session, tour, label_ja="焼き方")
    key = question.options[0].id
    depending.condition = QuestionCondition(on_question_id=question.id, option_id=key)
    session.commit()
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text)
    form |= {"options-2-label_ja": ["卵"], "options-2-label_en": ["Egg"]}
    del form["options-0-is_offered"]
    answer = planner.post(address, data=form)
    assert answer.status_code == 422
    assert "焼き方" in words(answer.text)


def test_beyond_the_most_questions_none_is_taken(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    for _ in range(MOST_QUESTIONS):
        make_question(session, tour)
    answer = planner.post(NEW, data=filled(planner))
    assert answer.status_code == 422
    assert "40個まで" in words(answer.text)


def test_what_somebody_else_changed_meanwhile_is_shown(
    planner: FlaskClient, session: Session, tour: Tour
) -> None:
    question = of_options(planner, tour, session)
    address = f"/organiser/questions/{question.id}"
    form = form_of(planner.get(address).text)
    wanted = details(
        QuestionKind.ONE_OF, "パン", "米", label_ja="食事", label_en="Meal", help_ja="説明"
    )
    services.change_question(session, question.id, wanted, version=None, actor=PLANNER, now=NOW)
    answer = planner.post(address, data=form | {"label_en": ["Lunch"]})
    assert answer.status_code == 409
    again = form_of(answer.text)
    assert (again["help_ja"], again["label_en"]) == (["説明"], ["Lunch"])
    assert "パン" in [row[0] for name, row in again.items() if name.endswith("label_ja")]


def test_a_clerk_changes_no_question_and_nobody_one_that_is_not_there(
    planner: FlaskClient, clerk: FlaskClient, session: Session, tour: Tour
) -> None:
    question = make_question(session, tour)
    for address in (NEW, f"/organiser/questions/{question.id}"):
        assert clerk.get(address).status_code == clerk.post(address).status_code == 403
    assert planner.get("/organiser/questions/99").status_code == 404
    assert planner.get("/organiser/tours/1999/questions/new").status_code == 404
