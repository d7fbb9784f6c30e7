"""What questions may depend on."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from seminar_service.questions.conditions import (
    ConditionInCircle,
    ConditionUnknown,
    check_condition,
    dependents,
)
from seminar_service.questions.model import Question, QuestionCondition
from seminar_service.questions.values import Condition, QuestionKind
from tests.factories import NOW, make_question, make_tour


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def three(session: Session) -> list[Question]:
    """Three questions of options A and B, of which each depends on A of the one before it."""
    tour = make_tour(session)
    rows = [make_question(session, tour, options=("A", "B")) for _ in range(3)]
    for row, on in zip(rows[1:], rows, strict=False):
        row.condition = QuestionCondition(on_question_id=on.id, option_id=on.options[0].id)
    session.commit()
    return rows


def known(rows: Sequence[Question]) -> dict[int, Question]:
    return {row.id: row for row in rows}


def test_a_chain_of_conditions_is_allowed(three: list[Question]) -> None:
    on = three[2]
    check_condition(None, Condition(on.id, option_id=on.options[1].id), known(three))


def test_a_circle_is_refused_with_the_way_round(three: list[Question]) -> None:
    first, second, last = three
    with pytest.raises(ConditionInCircle) as refused:
        check_condition(first.id, Condition(last.id, option_id=last.options[0].id), known(three))
    assert refused.value.chain == [last, second, first]


def test_a_question_cannot_depend_on_itself(three: list[Question]) -> None:
    first = three[0]
    with pytest.raises(ConditionInCircle):
        check_condition(first.id, Condition(first.id, option_id=first.options[0].id), known(three))


def test_what_nobody_can_answer_is_no_condition(session: Session, three: list[Question]) -> None:
    first, second, _ = three
    tour_id = first.tour_id
    yes_no = Question(
        tour_id=tour_id,
        position=9,
        kind=QuestionKind.YES_NO,
        asking=first.asking,
        label_ja="",
        label_en="",
        created_at=NOW,
    )
    line = make_question(session, make_tour(session, 2027))
    session.add(yes_no)
    second.options[1].retired_at = NOW
    session.commit()
    others = known([*three, yes_no, line])
    for wanted in (
        Condition(987, option_id=1),
        Condition(line.id, says_yes=True),
        Condition(first.id, says_yes=True),
        Condition(first.id, option_id=second.options[0].id),
        Condition(second.id, option_id=second.options[1].id),
        Condition(yes_no.id),
        Condition(yes_no.id, option_id=first.options[0].id),
    ):
        with pytest.raises(ConditionUnknown):
            check_condition(None, wanted, others)
    check_condition(None, Condition(yes_no.id, says_yes=False), others)
    first.retired_at = NOW
    with pytest.raises(ConditionUnknown):
        check_condition(None, Condition(first.id, option_id=first.options[0].id), others)


def test_who_depends_on_a_question_and_on_its_options_is_known(three: list[Question]) -> None:
    first, second, last = three
    chosen, other = (option.id for option in first.options)
    assert dependents(first, three) == [second]
    assert dependents(first, three, [chosen]) == [second]
    assert dependents(first, three, [other]) == []
    second.retired_at = NOW
    assert dependents(first, three) == []
    assert dependents(last, three) == []
