"""The fields of a form's own questions, and what was answered to them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.fields import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import NumberRange, Optional, StopValidation

from seminar_service.domain.text_folding import without_controls
from seminar_service.domain.uploads import MEGABYTE
from seminar_service.questions.asked import AS_USUAL, Asked, OwnQuestion
from seminar_service.questions.model import Question
from seminar_service.questions.values import (
    LARGEST_NUMBER,
    LONGEST_LINE,
    LONGEST_TEXT,
    NO,
    YES,
    QuestionKind,
)
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.files import KeptFile
from seminar_service.web.fields import (
    DayField,
    LineField,
    ParagraphField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.file_fields import FileAnswerField
from seminar_service.web.registration_fields import boxes, menu, radio
from seminar_service.web.templating import joined

_MOST_BUTTONS: Final = 7
"""More options than these are a list that opens."""


class OwnForm(Form):
    """Part of forms that ask own questions.

    Attributes:
        sheet: What the form asks.
        fixed: What is said at fields that are asked and shown, and can be changed no longer.
    """

    sheet: Asked = AS_USUAL
    fixed: Mapping[str, Any] = MappingProxyType({})

    @property
    def takes_files(self) -> bool:
        """Whether it asks for a file, so that it is sent in parts."""
        return any(isinstance(field, FileAnswerField) for field in self)


class Needed:
    """A validator of an own question: the answer must be there, of whom it is asked at all."""

    def __init__(self, own: OwnQuestion) -> None:
        self.own = own
        self.field_flags = {"if_needed": True} if own.on is not None else {"required": True}

    def __call__(self, form: OwnForm, field: Field) -> None:
        """Refuse an answer that is missing.

        Raises:
            StopValidation: it is.
        """
        is_empty = field.data is None or field.data in ("", [])
        if is_empty and not field.errors and is_asked(form, self.own):
            raise StopValidation(gettext("Please answer this."))


def field_name(question: Question) -> str:
    """The name of the field of an own question."""
    return f"q{question.id}"


def own_fields(
    asked: Asked, locale: str, *, chosen: Collection[int] = ()
) -> dict[str, UnboundField]:
    """The fields of the own questions that are asked, in their order.

    `chosen` are keys of options that somebody has chosen: they are offered though they are retired.
    """
    return {own.name: _field(own, locale, chosen) for own in asked.own}


def options_of(answers: Iterable[Answer]) -> set[int]:
    """The keys of all options that somebody has chosen."""
    return {option.id for answer in answers for option in answer.options}


def without_files(asked: Asked) -> Asked:
    """What a form asks of somebody else: files are sent by the person, on their own page."""
    own = tuple(each for each in asked.own if each.question.kind is not QuestionKind.FILE)
    return Asked(asked.standard, own)


def is_asked(form: OwnForm, own: OwnQuestion) -> bool:
    """Whether a form as it is filled in asks this question: its condition holds, and that one's."""
    condition = own.condition
    if condition is None or own.on is None:
        return True
    on = next((each for each in form.sheet.own if each.question is own.on), None)
    if on is None or not is_asked(form, on):
        return False
    said = form[on.name].data if on.name in form else form.fixed.get(on.name)
    chosen = said if isinstance(said, list) else [said]
    return own.value_needed in chosen


def given_answers(form: OwnForm) -> list[GivenAnswer]:
    """What a valid form answers to own questions, without those that it does not ask."""
    found = (_given(own, form) for own in form.sheet.own if is_asked(form, own))
    return [answer for answer in found if answer is not None]


def not_asked(form: OwnForm) -> list[OwnQuestion]:
    """The questions that were answered though their condition does not hold."""
    return [
        own for own in form.sheet.own if not is_asked(form, own) and _given(own, form) is not None
    ]


def own_values(answers: Mapping[int, Answer]) -> dict[str, Any]:
    """What the fields show of earlier answers, by the keys of their questions."""
    return {field_name(answer.question): _shown(answer) for answer in answers.values()}


def condition_hint(own: OwnQuestion, locale: str) -> str:
    """Of whom a question is asked, in words; empty where it is asked of everybody."""
    condition = own.condition
    if condition is None or own.on is None:
        return ""
    option = own.option_needed
    if option is not None:
        answer = option.label(locale)
    else:
        answer = gettext("Yes") if condition.says_yes else gettext("No")
    return str(
        gettext(
            "Only if you chose “%(answer)s” at “%(question)s”.",
            answer=answer,
            question=own.on.label(locale),
        )
    )


def _field(own: OwnQuestion, locale: str, chosen: Collection[int]) -> UnboundField:
    question = own.question
    hints = [condition_hint(own, locale), question.help(locale)]
    hint = " ".join(text for text in hints if text)
    needed = [Needed(own)] if own.is_required else []
    if question.kind is QuestionKind.YES_NO:
        choices = [SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No"))]
    else:
        offered = [each for each in question.options if not each.retired_at or each.id in chosen]
        choices = [SelectChoice(str(each.id), each.label(locale)) for each in offered]
    if question.kind is QuestionKind.FILE:
        return _file(question, locale, needed, hint)
    kind, validators = _KINDS[question.kind]
    if question.kind.may_be_condition:
        kind = menu if kind is radio and len(choices) > _MOST_BUTTONS else kind
        return kind(question.label(locale), choices, needed, description=hint)
    return kind(question.label(locale), [*needed, *validators], description=hint)


_KINDS: Final[Mapping[QuestionKind, tuple[Callable[..., Any], list[Any]]]] = {
    QuestionKind.LINE: (LineField, [at_most(LONGEST_LINE)]),
    QuestionKind.TEXT: (ParagraphField, [at_most(LONGEST_TEXT)]),
    QuestionKind.ONE_OF: (radio, []),
    QuestionKind.SEVERAL_OF: (boxes, []),
    QuestionKind.YES_NO: (radio, []),
    QuestionKind.NUMBER: (WholeNumberField, [Optional(), NumberRange(0, LARGEST_NUMBER)]),
    QuestionKind.DAY: (DayField, [Optional()]),
}


def _file(question: Question, locale: str, needed: list[Any], hint: str) -> UnboundField:
    kinds = gettext("PDF, JPEG or PNG, up to %(most)d MB.", most=question.largest_megabytes)
    return FileAnswerField(
        question.label(locale),
        needed,
        description=joined(hint, kinds),
        question_id=question.id,
        largest=question.largest_megabytes * MEGABYTE,
    )


def _given(own: OwnQuestion, form: OwnForm) -> GivenAnswer | None:
    if own.name not in form or form[own.name].data in (None, "", []):
        return None
    question = own.question
    return GivenAnswer(question.id, **_VALUES[question.kind](form[own.name]))


_VALUES: Final[Mapping[QuestionKind, Callable[[Field], dict[str, Any]]]] = {
    QuestionKind.LINE: lambda field: {"text": field.data},
    QuestionKind.TEXT: lambda field: {"text": field.data},
    QuestionKind.ONE_OF: lambda field: {"options": (int(field.data),)},
    QuestionKind.SEVERAL_OF: lambda field: {"options": tuple(int(each) for each in field.data)},
    QuestionKind.YES_NO: lambda field: {"says_yes": field.data == YES},
    QuestionKind.NUMBER: lambda field: {"text": _typed(field), "number": field.data},
    QuestionKind.DAY: lambda field: {"text": _typed(field), "day": field.data},
    QuestionKind.FILE: lambda field: {
        "text": field.data.name,
        "number": field.data.size,
        "file": field.data.handle,
        "stays": not field.data.handle,
    },
}


def _typed(field: Field) -> str:
    text = field.raw_data[0] if field.raw_data else str(field.data)
    return without_controls(text).strip()[:LONGEST_LINE]


def _shown(answer: Answer) -> Any:  # noqa: ANN401 (whatever a field holds)
    kind = answer.question.kind
    if kind is QuestionKind.YES_NO:
        return YES if answer.says_yes else NO
    if kind is QuestionKind.SEVERAL_OF:
        return [str(option.id) for option in answer.options]
    if kind is QuestionKind.ONE_OF:
        return str(answer.options[0].id) if answer.options else ""
    if kind is QuestionKind.NUMBER:
        return answer.number
    if kind is QuestionKind.FILE:
        return KeptFile(answer.text, answer.number or 0)
    return answer.day if kind is QuestionKind.DAY else answer.text
