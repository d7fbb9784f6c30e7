"""Own questions: added, changed, moved, retired; whatever happens, no answer is lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.questions import services
from seminar_service.questions.asked import own_questions
from seminar_service.questions.conditions import (
    ConditionInCircle,
    ConditionUnknown,
    OthersDepend,
)
from seminar_service.questions.model import Question
from seminar_service.questions.queries import question_of
from seminar_service.questions.values import (
    MOST_FILES,
    MOST_QUESTIONS,
    Condition,
    OptionDetails,
    QuestionDetails,
    QuestionKind,
)
from seminar_service.registrations.answers import GivenAnswer, answers_of, write_answers
from seminar_service.registrations.model import Registration
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
from tests.histories import kinds_told
from tests.questions.support import PLANNER, details

ONE_OF = QuestionKind.ONE_OF


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def add(session: Session, tour: Tour, wanted: QuestionDetails | None = None) -> Question:
    return services.add_question(session, tour.id, wanted or details(), actor=PLANNER, now=NOW)


def change(
    session: Session, question: Question, wanted: QuestionDetails, version: int | None = None
) -> None:
    services.change_question(session, question.id, wanted, version=version, actor=PLANNER, now=NOW)


def kept(question: Question) -> list[OptionDetails]:
    return [OptionDetails(each.id, each.label_ja, each.label_en) for each in question.options]


def answer(session: Session, question: Question, **values: object) -> Registration:
    """Let somebody who has registered answer."""
    seminar = make_seminar(session, make_bid(session, session.get_one(Tour, question.tour_id)))
    registration = make_registration(session, seminar)
    given = GivenAnswer(question.id, **values)  # type: ignore[arg-type]  # whatever a test says
    with transaction(session):
        write_answers(session, registration, [given])
    return registration


def test_a_question_is_added_after_all_others(session: Session, tour: Tour) -> None:
    first = add(session, tour)
    wanted = details(ONE_OF, "肉", "魚", frozen_on=date(2026, 7, 1), is_personal=False)
    second = add(session, tour, wanted)
    assert own_questions(session, tour.id) == [first, second]
    assert [option.label_ja for option in second.options] == ["肉", "魚"]
    assert (second.frozen_on, second.is_personal) == (date(2026, 7, 1), False)
    assert kinds_told(session) == ["question_added"] * 2


def test_changing_options_keeps_their_keys_and_every_answer(session: Session, tour: Tour) -> None:
    question = add(session, tour, details(ONE_OF, "A", "B", "C"))
    a, b, c = kept(question)
    registration = answer(session, question, options=(b.id,))
    wanted = [OptionDetails(c.id, "C!", "C!"), OptionDetails(None, "D", "D"), a]
    change(session, question, details(ONE_OF, options=wanted), version=1)

    session.refresh(question)
    assert [option.label_ja for option in question.live_options] == ["C!", "D", "A"]
    assert {option.id for option in question.options} >= {a.id, b.id, c.id}
    (found,) = answers_of(session, [registration.id])[registration.id]
    assert [option.label_ja for option in found.options] == ["B"]

    change(session, question, details(ONE_OF, options=[*kept(question)]))
    assert {option.retired_at for option in question.options} == {None}


def test_an_option_that_is_taken_away_twice_keeps_its_first_day(
    session: Session, tour: Tour
) -> None:
    question = add(session, tour, details(ONE_OF, "A", "B", "C"))
    a, b, c = kept(question)
    gone = OptionDetails(b.id, "B", "B", is_offered=False)
    for now in (NOW, NOW + timedelta(days=1)):
        services.change_question(
            session,
            question.id,
            details(ONE_OF, options=[a, gone, c]),
            version=None,
            actor=PLANNER,
            now=now,
        )
    assert question_of(session, question.id).options[1].retired_at == NOW


def test_the_kind_stays_once_somebody_has_answered(session: Session, tour: Tour) -> None:
    question = add(session, tour)
    change(session, question, details(QuestionKind.TEXT))
    answer(session, question, text="はい")
    with pytest.raises(services.KindInUse):
        change(session, question, details(QuestionKind.NUMBER))
    change(session, question, details(QuestionKind.TEXT, label_ja="別の文面"))
    assert question_of(session, question.id).label_ja == "別の文面"


def test_an_answer_is_chosen_from_two_options_at_least(session: Session, tour: Tour) -> None:
    for labels in ((), ("A",)):
        with pytest.raises(services.TooFewOptions):
            add(session, tour, details(ONE_OF, *labels))
    question = add(session, tour, details(ONE_OF, "A", "B"))
    a, b = kept(question)
    with pytest.raises(services.TooFewOptions):
        change(
            session,
            question,
            details(ONE_OF, options=[a, OptionDetails(b.id, "B", "B", is_offered=False)]),
        )
    assert len(question_of(session, question.id).live_options) == 2


def test_conditions_are_kept_changed_and_taken_back(session: Session, tour: Tour) -> None:
    on = add(session, tour, details(ONE_OF, "A", "B"))
    yes_no = add(session, tour, details(QuestionKind.YES_NO))
    first = Condition(on.id, option_id=on.options[0].id)
    question = add(session, tour, details(condition=first))
    assert question.condition is not None
    change(session, question, details(condition=Condition(yes_no.id, says_yes=False)))
    session.refresh(question)
    condition = question.condition
    assert (condition.on_question_id, condition.option_id, condition.says_yes) == (
        yes_no.id,
        None,
        False,
    )
    change(session, question, details())
    session.refresh(question)
    assert question.condition is None


def test_a_circle_of_conditions_is_refused(session: Session, tour: Tour) -> None:
    on = add(session, tour, details(QuestionKind.YES_NO))
    other = add(
        session, tour, details(QuestionKind.YES_NO, condition=Condition(on.id, says_yes=True))
    )
    with pytest.raises(ConditionInCircle):
        change(
            session,
            on,
            details(QuestionKind.YES_NO, condition=Condition(other.id, says_yes=True)),
        )
    with pytest.raises(ConditionUnknown):
        add(session, make_tour(session, 2027), details(condition=Condition(on.id, says_yes=True)))


def test_what_others_depend_on_stays_until_they_do_not(session: Session, tour: Tour) -> None:
    on = add(session, tour, details(ONE_OF, "A", "B", "C"))
    a, b, c = kept(on)
    depending = add(session, tour, details(condition=Condition(on.id, option_id=a.id)))
    ways: list[Callable[[], None]] = [
        lambda: services.retire_question(session, on.id, actor=PLANNER, now=NOW),
        lambda: change(session, on, details(ONE_OF, options=[b, c])),
        lambda: change(session, on, details(QuestionKind.TEXT)),
    ]
    for refused in ways:
        with pytest.raises(OthersDepend) as error:
            refused()
        assert error.value.questions == [depending]
    services.retire_question(session, depending.id, actor=PLANNER, now=NOW)
    services.retire_question(session, on.id, actor=PLANNER, now=NOW)
    services.restore_question(session, depending.id, actor=PLANNER, now=NOW)
    assert question_of(session, depending.id).condition is None, "nobody can fulfil it"


def test_a_retired_question_comes_back_at_the_end_with_its_answers(
    session: Session, tour: Tour
) -> None:
    first, second = add(session, tour), add(session, tour)
    registration = answer(session, first, text="残る")
    for _ in range(2):
        services.retire_question(session, first.id, actor=PLANNER, now=NOW)
    for _ in range(2):
        services.restore_question(session, first.id, actor=PLANNER, now=NOW)
    assert own_questions(session, tour.id) == [second, first]
    assert [each.text for each in answers_of(session, [registration.id])[registration.id]] == [
        "残る"
    ]
    assert kinds_told(session)[2:] == ["question_retired", "question_restored"]


def test_questions_change_places_past_those_that_are_retired(session: Session, tour: Tour) -> None:
    first, gone, last = (make_question(session, tour) for _ in range(3))
    services.retire_question(session, gone.id, actor=PLANNER, now=NOW)
    seen = last.position

    def move(question: Question, step: int, seen: int) -> bool:
        return services.move_question(session, question.id, step, seen=seen, actor=PLANNER, now=NOW)

    assert move(last, -1, seen)
    assert [each for each in own_questions(session, tour.id) if each is not gone] == [last, first]
    with pytest.raises(ChangedMeanwhile):
        move(last, -1, seen)
    assert not move(last, -1, last.position)
    assert not move(first, 1, first.position)
    assert not move(gone, 1, gone.position)
    assert kinds_told(session)[-1] == "question_moved"


def test_a_tour_asks_so_many_questions_and_no_more(session: Session, tour: Tour) -> None:
    for _ in range(MOST_QUESTIONS):
        last = make_question(session, tour)
    retired = make_question(session, tour, retired_at=NOW)
    with pytest.raises(services.TooManyQuestions):
        add(session, tour)
    with pytest.raises(services.TooManyQuestions):
        services.restore_question(session, retired.id, actor=PLANNER, now=NOW)
    services.retire_question(session, last.id, actor=PLANNER, now=NOW)
    add(session, tour)


def test_a_form_asks_for_a_few_files_alone(session: Session, tour: Tour) -> None:
    a_file = details(kind=QuestionKind.FILE, largest_megabytes=5)
    first, *_others = [
        services.add_question(session, tour.id, a_file, actor=PLANNER, now=NOW)
        for _ in range(MOST_FILES)
    ]
    retired = make_question(session, tour, kind=QuestionKind.FILE, retired_at=NOW)
    other = add(session, tour)
    with pytest.raises(services.TooManyFiles):
        services.add_question(session, tour.id, a_file, actor=PLANNER, now=NOW)
    with pytest.raises(services.TooManyFiles):
        services.restore_question(session, retired.id, actor=PLANNER, now=NOW)
    with pytest.raises(services.TooManyFiles):
        change(session, other, a_file)
    change(session, first, details(kind=QuestionKind.FILE, label_ja="別の名"))
    session.refresh(first)
    assert (first.label_ja, first.largest_megabytes) == ("別の名", 2)


def test_nobody_overwrites_what_somebody_else_has_changed(session: Session, tour: Tour) -> None:
    question = add(session, tour)
    change(session, question, details(label_ja="一番"), version=1)
    with pytest.raises(ChangedMeanwhile):
        change(session, question, details(label_ja="二番"), version=1)
    assert session.scalars(select(Question.label_ja)).all() == ["一番"]


def test_what_is_not_there_is_not_found(session: Session, tour: Tour) -> None:
    for call in (
        lambda: services.add_question(session, 99, details(), actor=PLANNER, now=NOW),
        lambda: services.change_question(
            session, 99, details(), version=None, actor=PLANNER, now=NOW
        ),
        lambda: services.move_question(session, 99, 1, seen=1, actor=PLANNER, now=NOW),
        lambda: services.retire_question(session, 99, actor=PLANNER, now=NOW),
        lambda: services.restore_question(session, 99, actor=PLANNER, now=NOW),
    ):
        with pytest.raises(NotFound):
            call()
    assert own_questions(session, tour.id) == []
