"""Own questions as columns of files with registrations, and what each seminar takes of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.questions.asked import AS_USUAL, Asked
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.seminars.model import Seminar
from seminar_service.web.organisers.registrations.forms_persons import as_office_asks
from seminar_service.web.organisers.registrations.import_columns import PERSON, SEMINAR
from seminar_service.web.organisers.sheets.columns import (
    YES_AND_NO,
    ImportColumn,
    InBoth,
    keys_of,
)
from seminar_service.web.own_fields import field_name, without_files


@dataclass(frozen=True)
class Offered:
    """What a file may say of people of one seminar: what it asks, and how they may attend."""

    asked: Asked = AS_USUAL
    modes: Collection[AttendanceMode] = (AttendanceMode.ON_SITE,)


def offered_by(seminar: Seminar, asked: Asked) -> Offered:
    """What a file may say of people of a seminar; files of theirs do not come with it."""
    return Offered(as_office_asks(without_files(asked)), seminar.modes)


def question_columns(asked: Iterable[Asked]) -> list[ImportColumn]:
    """A column for each own question that at least one of several seminars asks, in order.

    It is called as the question in either language. Where that is the name of another column, or
    of another question, its key tells it apart.
    """
    found = {own.question.id: own.question for each in asked for own in each.own}
    questions = sorted(found.values(), key=lambda each: (each.position, each.id))
    plain = [ImportColumn(field_name(each), _label(each)) for each in questions]
    named = Counter(key for column in (SEMINAR, *PERSON, *plain) for key in keys_of(column))
    return [
        _column(each, is_alone=all(named[key] == 1 for key in keys_of(column)))
        for each, column in zip(questions, plain, strict=True)
    ]


def _column(question: Question, *, is_alone: bool) -> ImportColumn:
    name, label = field_name(question), _label(question)
    if not is_alone:
        label = InBoth(f"{label.ja} {name}", f"{label.en} {name}")
    several = question.kind is QuestionKind.SEVERAL_OF
    return ImportColumn(name, label, words=_words(question), several=several)


def _label(question: Question) -> InBoth:
    return InBoth(question.label_ja, question.label_en)


def _words(question: Question) -> Mapping[Any, Any] | None:
    if question.kind is QuestionKind.YES_NO:
        return YES_AND_NO
    if not question.kind.has_options:
        return None
    return {
        str(option.id): InBoth(option.label_ja, option.label_en) for option in question.live_options
    }
