"""The columns of a tour's own questions in lists and exports of registrations."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask_babel import gettext

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.overview.registration_lists import RegistrationLine
from seminar_service.questions.asked import own_questions
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answers import answers_of
from seminar_service.web.accounts import has_role
from seminar_service.web.answer_words import answer_words
from seminar_service.web.downloads import Value
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.registrations.columns import Column

WIDTH = 24


def own_columns(tour_id: int) -> list[Column]:
    """A column for each own question of a tour, those that are no longer asked too.

    Those whose answers say something about a person are for clerks and planners alone.
    """
    may_see = has_role(RoleName.CLERK)
    questions = own_questions(db.session(), tour_id)
    return [_column(each) for each in questions if may_see or not each.is_personal]


def with_own_answers(
    lines: Sequence[RegistrationLine], columns: Sequence[Column]
) -> list[RegistrationLine]:
    """The lines with their answers, where a column shows any. Three queries at most."""
    if not any(column.is_own for column in columns):
        return list(lines)
    found = answers_of(db.session(), [line.registration.id for line in lines])
    return [
        replace(line, answers={each.question_id: each for each in found[line.registration.id]})
        for line in lines
    ]


def _column(question: Question) -> Column:
    label = question.label(current_locale())
    if question.retired_at is not None:
        label += gettext(" (%(aside)s)", aside=gettext("no longer asked"))
    return Column(f"q{question.id}", label, _said(question.id), WIDTH, is_own=True)


def _said(question_id: int) -> Callable[[RegistrationLine], Value]:
    def said(line: RegistrationLine) -> Value:
        answer = line.answers.get(question_id)
        if answer is None:
            return ""
        if answer.question.kind is QuestionKind.NUMBER:
            return answer.number
        return answer.day if answer.question.kind is QuestionKind.DAY else answer_words(answer)

    return said
