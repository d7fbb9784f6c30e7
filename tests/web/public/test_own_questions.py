"""Registering where the organiser asks questions of their own."""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.questions import sheets
from seminar_service.questions.model import Question, QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind, StandardQuestion
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_question
from tests.questions.support import PLANNER
from tests.web.public.conftest import assert_cheap, page, text_of

PERSON = {
    "name": "山田 花子",
    "email": "hanako@example.jp",
    "participant_kind": "ip_staff",
    "consent": "y",
}
SHOUTING = "<script>alert(1)</script>"
HOSTILE = (
    '=HYPERLINK("https://example.org")',
    "𠮷野家🍣",
    "\u202eabc\u202c",
    "a\x00b\x07c",
    SHOUTING,
    "'; DROP TABLE answer; --",
)


@pytest.fixture
def address(seminar: Seminar) -> str:
    """Where the form of the seminar is."""
    return f"/seminars/{seminar.public_id}/register"


def sent_on(answer: TestResponse) -> dict[str, list[str]]:
    """What the page to check would send on."""
    found: dict[str, list[str]] = {}
    for field in page(answer).select("form.form input[type=hidden]"):
        found.setdefault(str(field["name"]), []).append(str(field["value"]))
    return found


def register(client: FlaskClient, address: str, **answers: str | list[str]) -> TestResponse:
    checked = client.post(address, data={**PERSON, **answers, "step": "check"})
    return client.post(address, data=sent_on(checked) | {"step": ["send"]})


def answers(session: Session) -> dict[int, Answer]:
    session.expire_all()
    return {each.question_id: each for each in session.scalars(select(Answer))}


def test_every_kind_of_question_is_asked_checked_kept_and_shown(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    asked = {
        kind: make_question(
            session, tour, kind=kind, options=("甲", "乙", "丙") if kind.has_options else ()
        )
        for kind in QuestionKind
    }
    one, several = asked[QuestionKind.ONE_OF], asked[QuestionKind.SEVERAL_OF]
    said: dict[str, str | list[str]] = {
        f"q{asked[QuestionKind.LINE].id}": "一行",
        f"q{asked[QuestionKind.TEXT].id}": "二行\r\n目",
        f"q{one.id}": str(one.options[1].id),
        f"q{several.id}": [str(several.options[0].id), str(several.options[2].id)],
        f"q{asked[QuestionKind.YES_NO].id}": "no",
        f"q{asked[QuestionKind.NUMBER].id}": "１２人",
        f"q{asked[QuestionKind.DAY].id}": "2026年7月1日",
    }
    checked = text_of(client.post(address, data={**PERSON, **said, "step": "check"}))
    for part in ("一行", "乙", "甲、丙", "いいえ", "12", "2026年7月1日（水）"):
        assert part in checked
    own_page = client.get(register(client, address, **said).location)
    found = {each.question.kind: each for each in answers(session).values()}
    assert found[QuestionKind.TEXT].text == "二行\n目"
    assert found[QuestionKind.NUMBER].number == 12
    assert found[QuestionKind.NUMBER].text == "１２人"
    assert str(found[QuestionKind.DAY].day) == "2026-07-01"
    assert found[QuestionKind.YES_NO].says_yes is False
    assert [option.label_ja for option in found[QuestionKind.SEVERAL_OF].options] == ["甲", "丙"]
    for part in ("一行", "乙", "甲、丙", "いいえ", "12"):
        assert part in text_of(own_page)


def test_who_answers_nothing_optional_leaves_no_row(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    for kind in QuestionKind:
        make_question(session, tour, kind=kind, options=("A", "B") if kind.has_options else ())
    assert register(client, address).status_code == 303
    assert answers(session) == {}


def test_an_answer_that_cannot_be_is_named_and_nothing_is_lost(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    make = {
        kind: make_question(
            session,
            tour,
            kind=kind,
            label_ja=f"質問の{kind}",
            options=("A", "B") if kind.has_options else (),
        )
        for kind in QuestionKind
    }
    wrong = {
        QuestionKind.LINE: "x" * 201,
        QuestionKind.TEXT: "x" * 2001,
        QuestionKind.ONE_OF: "99999",
        QuestionKind.SEVERAL_OF: str(make[QuestionKind.ONE_OF].options[0].id),
        QuestionKind.YES_NO: "perhaps",
        QuestionKind.NUMBER: "1000000000",
        QuestionKind.DAY: "2026/13/1",
    }
    for kind, value in wrong.items():
        answer = client.post(address, data={**PERSON, f"q{make[kind].id}": value, "step": "check"})
        assert answer.status_code == 422, kind
        summary = BeautifulSoup(answer.text, "html.parser").select_one(".error-summary")
        assert summary is not None
        assert f"質問の{kind}" in summary.text
        if kind not in {QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF, QuestionKind.YES_NO}:
            assert value in answer.text
        assert 'value="山田 花子"' in answer.text


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_an_answer_that_is_required_is_asked_for(
    client: FlaskClient, session: Session, tour: Tour, address: str, kind: QuestionKind
) -> None:
    options = ("A", "B") if kind.has_options else ()
    make_question(session, tour, kind=kind, asking=Asking.REQUIRED, options=options)
    answer = client.post(address, data=PERSON | {"step": "check"})
    assert answer.status_code == 422
    assert "お答えください。" in text_of(answer)


def test_a_long_list_of_options_opens(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    few = make_question(session, tour, options=[str(each) for each in range(7)])
    many = make_question(session, tour, options=[str(each) for each in range(8)])
    markup = page(client.get(address))
    assert markup.select_one(f"fieldset input[type=radio][name=q{few.id}]") is not None
    assert markup.select_one(f"select[name=q{many.id}]") is not None


def test_several_choices_stand_in_a_group_with_their_question(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    question = make_question(session, tour, kind=QuestionKind.SEVERAL_OF, options=("A", "B"))
    group = page(client.get(address)).select_one(
        f"fieldset:has(> legend):has([name=q{question.id}])"
    )
    assert group is not None
    legends = [legend.text for legend in page(client.get(address)).select("fieldset > legend")]
    assert any(question.label_ja in legend for legend in legends)


def test_the_english_form_asks_in_english(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    make_question(session, tour, label_ja="食事", label_en="Meal", help_en="Lunch only")
    assert "食事" not in text_of(client.get(f"/en{address}"))
    assert "Lunch only" in text_of(client.get(f"/en{address}"))
    assert "食事" in text_of(client.get(address))


@pytest.fixture
def conditional(session: Session, tour: Tour) -> tuple[Question, Question, Question]:
    """A meal, what kind of it, needed of who wants one, and a detail of that."""
    meal = make_question(session, tour, kind=QuestionKind.YES_NO, label_ja="食事")
    which = make_question(
        session, tour, label_ja="種類", asking=Asking.REQUIRED, options=("肉", "魚")
    )
    which.condition = QuestionCondition(on_question_id=meal.id, says_yes=True)
    detail = make_question(session, tour, label_ja="焼き方", asking=Asking.REQUIRED)
    detail.condition = QuestionCondition(on_question_id=which.id, option_id=which.options[0].id)
    session.commit()
    return meal, which, detail


def test_a_question_is_shown_to_all_and_needed_of_those_alone_whom_it_concerns(
    client: FlaskClient, address: str, conditional: tuple[Question, Question, Question]
) -> None:
    meal, which, detail = conditional
    beef, fish = (str(option.id) for option in which.options)
    assert "「食事」で「はい」を選んだ方だけ" in text_of(client.get(address))

    def status(**answers: str) -> int:
        return client.post(address, data={**PERSON, **answers, "step": "check"}).status_code

    assert status() == 200
    assert status(**{f"q{meal.id}": "no"}) == 200
    assert status(**{f"q{meal.id}": "yes"}) == 422
    assert status(**{f"q{meal.id}": "yes", f"q{which.id}": fish}) == 200
    assert status(**{f"q{meal.id}": "yes", f"q{which.id}": beef}) == 422
    assert status(**{f"q{meal.id}": "no", f"q{which.id}": beef}) == 200
    assert status(**{f"q{meal.id}": "yes", f"q{which.id}": beef, f"q{detail.id}": "レア"}) == 200


def test_an_answer_to_what_was_not_asked_is_not_kept_and_one_is_told_so(
    client: FlaskClient,
    session: Session,
    address: str,
    conditional: tuple[Question, Question, Question],
) -> None:
    meal, which, _ = conditional
    said = {f"q{meal.id}": "no", f"q{which.id}": str(which.options[0].id)}
    checked = text_of(client.post(address, data={**PERSON, **said, "step": "check"}))
    assert "次の回答は送信されません" in checked
    register(client, address, **said)
    assert set(answers(session)) == {meal.id}


def test_an_option_on_which_others_depend_may_be_one_of_several(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    wishes = make_question(session, tour, kind=QuestionKind.SEVERAL_OF, options=("A", "B"))
    depending = make_question(session, tour, asking=Asking.REQUIRED)
    depending.condition = QuestionCondition(
        on_question_id=wishes.id, option_id=wishes.options[1].id
    )
    session.commit()
    both = [str(option.id) for option in wishes.options]
    for chosen, status in ((both[:1], 200), (both, 422)):
        data: Mapping[str, object] = {**PERSON, f"q{wishes.id}": chosen, "step": "check"}
        assert client.post(address, data=data).status_code == status


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_somebody_types_is_kept_and_never_becomes_markup(
    client: FlaskClient, session: Session, tour: Tour, address: str, text: str
) -> None:
    line = make_question(session, tour)
    long = make_question(session, tour, kind=QuestionKind.TEXT)
    said = {f"q{line.id}": text, f"q{long.id}": text}
    checked = client.post(address, data={**PERSON, **said, "step": "check"})
    assert SHOUTING not in checked.text
    own_page = client.get(register(client, address, **said).location)
    assert SHOUTING not in own_page.text
    kept = text.replace("\x00", "").replace("\x07", "")
    assert {each.text for each in answers(session).values()} == {kept}


def test_a_megabyte_is_refused_in_words(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    question = make_question(session, tour, kind=QuestionKind.TEXT)
    answer = client.post(address, data={**PERSON, f"q{question.id}": "あ" * 1_000_000})
    assert answer.status_code == 413


def test_questions_of_the_office_never_become_markup(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    make_question(session, tour, label_ja=SHOUTING, help_ja=SHOUTING, options=(SHOUTING, "B"))
    assert SHOUTING not in client.get(address).text


def test_an_option_that_went_while_somebody_filled_in_is_named_and_the_rest_kept(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    question = make_question(session, tour, options=("A", "B", "C"))
    said = {f"q{question.id}": str(question.options[0].id), "company": "例示商会"}
    fields = sent_on(client.post(address, data={**PERSON, **said, "step": "check"}))
    question.options[0].retired_at = NOW
    session.commit()
    answer = client.post(address, data=fields | {"step": ["send"]})
    assert answer.status_code == 422
    assert question.label_ja in text_of(answer)
    assert "例示商会" in answer.text
    assert session.scalars(select(Registration)).all() == []


def test_a_person_known_already_changes_no_answer_by_the_form(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    question = make_question(session, tour)
    register(client, address, **{f"q{question.id}": "先"})
    assert register(client, address, **{f"q{question.id}": "後"}).location.endswith("/known")
    assert [each.text for each in answers(session).values()] == ["先"]


def test_standard_questions_are_asked_as_was_decided(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    asked = {
        StandardQuestion.NAME_KANA: Asking.REQUIRED,
        StandardQuestion.TELEPHONE: Asking.REQUIRED,
        StandardQuestion.COMPANY: Asking.OFF,
        StandardQuestion.INDUSTRY: Asking.REQUIRED,
        StandardQuestion.PARTICIPANT_KIND: Asking.OFF,
        StandardQuestion.HEARD_OF: Asking.OPTIONAL,
    }
    sheets.ask_in_tour(session, tour.id, asked, version=None, actor=PLANNER, now=NOW)
    markup = page(client.get(address))
    assert markup.select_one("[name=company], [name=participant_kind]") is None
    least = {key: PERSON[key] for key in ("name", "email", "consent")}
    answer = client.post(address, data=least | {"step": "check"})
    errors = BeautifulSoup(answer.text, "html.parser").select(".error-summary li")
    assert [each.a["href"] for each in errors if each.a] == [
        "#name_kana",
        "#telephone",
        "#industry",
    ]

    filled = least | {
        "name_kana": "ヤマダ ハナコ",
        "telephone": "０３（３５８１）１１０１",
        "industry": "manufacturing",
        "heard_of": "flyer",
        "needs": ["wheelchair", "large_print"],
        "needs_other": "補助犬",
        "company": "聞いていない",
    }
    checked = client.post(address, data=filled | {"step": "check"})
    assert "車いすでの参加、大きな文字の資料" in text_of(checked)
    assert client.post(address, data=sent_on(checked) | {"step": ["send"]}).status_code == 303
    row = session.scalars(select(Registration)).one()
    assert (row.telephone, row.heard_of, row.participant_kind) == ("03-3581-1101", "flyer", None)
    assert (row.needs_wheelchair, row.needs_sign_language, row.needs_large_print) == (
        True,
        False,
        True,
    )
    assert (row.needs_other, row.company) == ("補助犬", "")


def test_browsers_fill_in_what_they_know(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    asked = {StandardQuestion.TELEPHONE: Asking.OPTIONAL}
    sheets.ask_in_tour(session, tour.id, asked, version=None, actor=PLANNER, now=NOW)
    markup = page(client.get(address))
    found = {
        name: field["autocomplete"]
        for name in ("name", "email", "telephone", "company", "department")
        if (field := markup.select_one(f"[name={name}]")) is not None
    }
    assert found == {
        "name": "name",
        "email": "email",
        "telephone": "tel",
        "company": "organization",
        "department": "organization-title",
    }


def test_the_form_is_cheap_whatever_it_asks(
    client: FlaskClient, session: Session, tour: Tour, address: str
) -> None:
    for _ in range(9):
        make_question(session, tour, options=("A", "B"))
    assert_cheap(client, address)
