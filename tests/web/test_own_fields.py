"""The fields of own questions, without a database behind them."""

from seminar_service.questions.asked import Asked, OwnQuestion
from seminar_service.questions.model import Question, QuestionCondition, QuestionOption
from seminar_service.questions.values import USUAL, QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.web.own_fields import (
    OwnForm,
    condition_hint,
    given_answers,
    is_asked,
    own_fields,
    own_values,
)
from tests.web.conftest import Page


def question(key: int, kind: QuestionKind = QuestionKind.LINE) -> Question:
    """A question that is in no table."""
    row = Question(id=key, kind=kind, label_ja=f"質問{key}", label_en=f"Question {key}")
    row.help_ja = row.help_en = ""
    row.largest_megabytes = 2
    if kind.has_options:
        row.options = [
            QuestionOption(id=key * 10 + place, label_ja=label, label_en=label)
            for place, label in enumerate("AB")
        ]
    return row


def form_of(*own: OwnQuestion, fixed: dict[str, str] | None = None) -> OwnForm:
    asked = Asked(USUAL, own)
    fields = own_fields(asked, "en") | {"sheet": asked, "fixed": fixed or {}}
    form = type("Sample", (OwnForm,), fields)()
    assert isinstance(form, OwnForm)
    return form


def test_a_condition_is_told_in_the_readers_language(page: Page) -> None:
    on, depending = question(1, QuestionKind.ONE_OF), question(2)
    depending.condition = QuestionCondition(on_question_id=1, option_id=11)
    own = OwnQuestion(depending, is_required=True, on=on)
    with page():
        assert condition_hint(own, "en") == "Only if you chose “B” at “Question 1”."
        assert condition_hint(OwnQuestion(on, is_required=False), "en") == ""


def test_what_is_fixed_counts_as_answered(page: Page) -> None:
    on, depending = question(1, QuestionKind.YES_NO), question(2)
    depending.condition = QuestionCondition(on_question_id=1, says_yes=True)
    first = OwnQuestion(on, is_required=False)
    second = OwnQuestion(depending, is_required=True, on=on)
    with page():
        for said, expected in (("yes", True), ("no", False)):
            form = form_of(first, second, fixed={"q1": said})
            del form["q1"]
            assert is_asked(form, second) is expected


def test_an_answer_goes_back_into_its_field(page: Page) -> None:
    several = question(3, QuestionKind.SEVERAL_OF)
    answers = {
        1: Answer(question=question(1), text="一行"),
        2: Answer(question=question(2, QuestionKind.YES_NO), says_yes=False),
        3: Answer(question=several, options=several.options),
        4: Answer(question=question(4, QuestionKind.NUMBER), number=7),
    }
    with page():
        assert own_values(answers) == {"q1": "一行", "q2": "no", "q3": ["30", "31"], "q4": 7}


def test_an_empty_form_gives_no_answer(page: Page) -> None:
    asked = [
        OwnQuestion(question(place, kind), is_required=False)
        for place, kind in enumerate(QuestionKind, start=1)
    ]
    with page():
        assert given_answers(form_of(*asked)) == []
