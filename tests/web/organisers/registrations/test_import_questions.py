"""Own questions as columns of files."""

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.questions.asked import AS_USUAL, Asked, OwnQuestion
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.seminars.model import Seminar
from seminar_service.web.organisers.registrations.import_questions import (
    Offered,
    offered_by,
    question_columns,
)
from tests.web.conftest import Page


def asked(*own: Question) -> Asked:
    return Asked(AS_USUAL.standard, tuple(OwnQuestion(each, is_required=True) for each in own))


def question(key: int, title: str, kind: QuestionKind = QuestionKind.LINE) -> Question:
    return Question(id=key, position=key, kind=kind, label_ja=f"{title}か", label_en=title)


def test_each_question_has_one_column_whatever_the_number_of_seminars(page: Page) -> None:
    first, second = question(1, "Meal"), question(2, "Bus")
    with page(locale="ja"):
        columns = question_columns([asked(second), asked(first, second)])
        assert [(each.name, str(each.label)) for each in columns] == [
            ("q1", "Mealか"),
            ("q2", "Busか"),
        ]


def test_a_title_that_is_another_columns_name_is_told_apart(page: Page) -> None:
    with page(locale="en"):
        columns = question_columns([asked(question(1, "Name"), question(2, "Bus"))])
        assert [str(each.label) for each in columns] == ["Name q1", "Bus"]


def test_nothing_is_needed_and_files_do_not_come_with_it() -> None:
    seminar = Seminar(capacity=1, online_capacity=0)
    found = offered_by(seminar, asked(question(1, "Meal"), question(2, "Scan", QuestionKind.FILE)))

    assert [(own.question.id, own.is_required) for own in found.asked.own] == [(1, False)]
    assert list(found.modes) == [AttendanceMode.ON_SITE]
    assert list(Offered().modes) == [AttendanceMode.ON_SITE]
