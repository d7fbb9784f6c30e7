"""What the staff fills in about how questions are asked, by a tour and at one seminar."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields import SelectChoice

from seminar_service.questions.model import Question, QuestionSheet
from seminar_service.questions.values import Asking, StandardQuestion
from seminar_service.web.answer_words import STANDARD
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.locale import current_locale
from seminar_service.web.page_requests import number_of

ASKINGS: Final[Mapping[StrEnum, Any]] = {
    Asking.OFF: _l("Not asked"),
    Asking.OPTIONAL: _l("Asked, optional"),
    Asking.REQUIRED: _l("Asked, required"),
}
AS_TOUR: Final = ""


class SheetForm(VersionedForm):
    """How questions are asked; `tour_sheet_form` and `seminar_sheet_form` give it its fields."""

    def standard(self) -> dict[StandardQuestion, Asking]:
        """How the standard questions are asked, without those that are as in the tour."""
        return {
            question: Asking(self[question.value].data)
            for question in StandardQuestion
            if self[question.value].data
        }

    def own(self) -> dict[int, Asking]:
        """How own questions are asked at a seminar, by key, without those as in the tour."""
        return {
            number_of(field.name[1:]): Asking(field.data)
            for field in self
            if isinstance(field, OwnAskingField) and field.data
        }


class OwnAskingField(SelectField):
    """How an own question is asked at one seminar."""


def tour_sheet_form(
    asked: Mapping[StandardQuestion, Asking],
    version: int,
    **more: Any,  # noqa: ANN401 (as the library has it)
) -> SheetForm:
    """The form of a tour's standard questions."""
    fields = {
        question.value: SelectField(STANDARD[question], choices=_askings(question))
        for question in StandardQuestion
    }
    data = {question.value: asking.value for question, asking in asked.items()}
    return _sheet_form(fields, data | {"version": version}, **more)


def seminar_sheet_form(
    in_tour: Mapping[StandardQuestion, Asking],
    own: Sequence[Question],
    sheet: QuestionSheet,
    **more: Any,  # noqa: ANN401 (as the library has it)
) -> SheetForm:
    """The form of what a seminar asks in another way than its tour."""
    fields: dict[str, Any] = {
        question.value: SelectField(
            STANDARD[question], choices=[_as_tour(in_tour[question]), *_askings(question)]
        )
        for question in StandardQuestion
    }
    fields |= {
        f"q{question.id}": OwnAskingField(
            question.label(current_locale()), choices=[_as_tour(question.asking), *_askings()]
        )
        for question in own
    }
    data: dict[str, Any] = {
        line.standard.value if line.standard else f"q{line.question_id}": line.asking.value
        for line in sheet.lines
    }
    return _sheet_form(fields, data | {"version": sheet.version}, **more)


def _sheet_form(fields: dict[str, Any], data: dict[str, Any], **more: Any) -> SheetForm:  # noqa: ANN401
    kind = type(SheetForm.__name__, (SheetForm,), fields)
    form = kind(data=data, **more)
    assert isinstance(form, SheetForm)  # noqa: S101 (for the checker of types)
    return form


def _askings(question: StandardQuestion | None = None) -> list[SelectChoice]:
    return [
        SelectChoice(asking.value, label)
        for asking, label in ASKINGS.items()
        if asking is not Asking.REQUIRED or question is None or question.may_be_required
    ]


def _as_tour(asking: Asking) -> SelectChoice:
    label = _l("As in the tour (%(asking)s)", asking=ASKINGS[asking])
    return SelectChoice(AS_TOUR, label)
