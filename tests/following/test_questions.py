"""Questions that a tour takes over from an earlier one."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.following.questions import take_over_questions
from seminar_service.questions.model import Question, QuestionCondition, QuestionSheet, SheetLine
from seminar_service.questions.sheets import sheet_of
from seminar_service.questions.values import Asking, QuestionKind, StandardQuestion
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_question, make_tour


@pytest.fixture
def earlier(session: Session) -> Tour:
    return make_tour(session, 2026)


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session, 2027)


def asked(session: Session, tour: Tour) -> list[Question]:
    rows = select(Question).where(Question.tour_id == tour.id).order_by(Question.position)
    return list(session.scalars(rows))


def test_what_is_asked_now_is_asked_again_and_its_date_moves(
    session: Session, tour: Tour, earlier: Tour
) -> None:
    make_question(session, earlier, retired_at=NOW)
    first = make_question(
        session,
        earlier,
        options=("特許", "商標", "意匠"),
        asking=Asking.REQUIRED,
        help_ja="ひとつ",
        is_personal=False,
        frozen_on=date(2026, 9, 30),
    )
    first.options[1].retired_at = NOW
    make_question(session, earlier, kind=QuestionKind.FILE, largest_megabytes=5)

    assert take_over_questions(session, tour, earlier, now=NOW) == 2

    one, other = asked(session, tour)
    assert (one.label_ja, one.help_ja, one.asking) == (first.label_ja, "ひとつ", Asking.REQUIRED)
    assert (one.is_personal, one.frozen_on) == (False, date(2027, 9, 30))
    assert [option.label_ja for option in one.options] == ["特許", "意匠"]
    assert (other.kind, other.largest_megabytes) == (QuestionKind.FILE, 5)
    assert len(asked(session, earlier)) == 3
    assert len(first.options) == 3


def test_a_condition_holds_between_the_new_questions(
    session: Session, tour: Tour, earlier: Tour
) -> None:
    on = make_question(session, earlier, options=("はい", "いいえ"))
    depends = make_question(session, earlier)
    depends.condition = QuestionCondition(on_question_id=on.id, option_id=on.options[1].id)
    session.flush()

    take_over_questions(session, tour, earlier, now=NOW)

    new_on, new_depends = asked(session, tour)
    assert new_depends.condition is not None
    assert new_depends.condition.on_question_id == new_on.id
    assert new_depends.condition.option_id == new_on.options[1].id
    assert depends.condition.on_question_id == on.id


def test_a_condition_on_yes_or_no_goes_along(session: Session, tour: Tour, earlier: Tour) -> None:
    on = make_question(session, earlier, kind=QuestionKind.YES_NO)
    depends = make_question(session, earlier)
    depends.condition = QuestionCondition(on_question_id=on.id, says_yes=True)
    session.flush()

    take_over_questions(session, tour, earlier, now=NOW)

    condition = asked(session, tour)[1].condition
    assert condition is not None
    assert condition.says_yes is True


@pytest.mark.parametrize("what", ["question", "option"])
def test_a_condition_on_what_is_asked_no_longer_falls(
    session: Session, tour: Tour, earlier: Tour, what: str
) -> None:
    on = make_question(session, earlier, options=("はい", "いいえ"))
    depends = make_question(session, earlier)
    depends.condition = QuestionCondition(on_question_id=on.id, option_id=on.options[0].id)
    (on if what == "question" else on.options[0]).retired_at = NOW
    session.flush()

    take_over_questions(session, tour, earlier, now=NOW)

    assert asked(session, tour)[-1].condition is None


def test_standard_questions_are_asked_as_before(
    session: Session, tour: Tour, earlier: Tour
) -> None:
    sheet = QuestionSheet(tour_id=earlier.id)
    sheet.lines = [SheetLine(standard=StandardQuestion.TELEPHONE, asking=Asking.REQUIRED)]
    session.add(sheet)
    session.flush()

    take_over_questions(session, tour, earlier, now=NOW)
    session.flush()

    (line,) = sheet_of(session, tour.id).lines
    assert (line.standard, line.asking) == (StandardQuestion.TELEPHONE, Asking.REQUIRED)
    assert len(sheet_of(session, earlier.id).lines) == 1
