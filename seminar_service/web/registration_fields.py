"""The fields of the standard questions, as a tour or seminar asks them, and what they say."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.domain.vocabulary import (
    EmployeeBand,
    HeardOf,
    Industry,
    Need,
    ParticipantKind,
    SharedWithHost,
)
from seminar_service.questions.asked import Asked
from seminar_service.questions.values import StandardQuestion
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    NEEDS,
    PARTICIPANT_KINDS,
)
from seminar_service.web.fields import (
    LineField,
    ReadingField,
    TelephoneField,
    at_most,
    choices_of,
)
from seminar_service.web.name_fields import NameField

Fields = dict[str, UnboundField]

LONGEST_NEED: Final = 200
"""Characters of a need that is none of those offered."""
_PLEASE_CHOOSE: Final = SelectChoice("", _l("Please choose"))
_NO_ANSWER: Final = SelectChoice("", _l("No answer"))
BESIDE_THE_NAME: Final = frozenset({StandardQuestion.NAME_KANA})
"""What forms ask together with the name."""
BELOW_THE_NAME: Final = frozenset(StandardQuestion) - BESIDE_THE_NAME
OF_COMPANY: Final = frozenset(
    {
        StandardQuestion.COMPANY,
        StandardQuestion.EMPLOYEES,
        StandardQuestion.INDUSTRY,
        StandardQuestion.HEARD_OF,
    }
)
"""What people of one company answer alike."""
OF_PERSON: Final = BELOW_THE_NAME - OF_COMPANY
"""What each of them answers, beside the name."""


class AnyRadioField(RadioField):
    """Radio buttons of which none need be chosen."""

    def pre_validate(self, form: Form) -> None:
        """Check the choice, if there is one."""
        if self.data:
            super().pre_validate(form)


class MenuField(SelectField):
    """A list that opens, from which nothing need be chosen; a form from before has none of it."""

    def pre_validate(self, form: Form) -> None:
        """Check the choice, if there is one."""
        if self.data:
            super().pre_validate(form)


def radio(label: Any, choices: list[SelectChoice], validators: list[Any], **more: Any) -> Any:  # noqa: ANN401 (as the library has it)
    """Radio buttons; where no answer is needed, one of them takes the answer back."""
    needed = bool(validators)
    offered = choices if needed else [*choices, _NO_ANSWER]
    return AnyRadioField(label, validators, choices=offered, **more)


def boxes(label: Any, choices: list[SelectChoice], validators: list[Any], **more: Any) -> Any:  # noqa: ANN401 (as the library has it)
    """Boxes of which several may be ticked."""
    widget, box = ListWidget(prefix_label=False), CheckboxInput()
    return SelectMultipleField(
        label, validators, choices=choices, widget=widget, option_widget=box, **more
    )


def menu(label: Any, choices: list[SelectChoice], validators: list[Any], **more: Any) -> Any:  # noqa: ANN401 (as the library has it)
    """A list that opens, and says nothing at first."""
    return MenuField(label, validators, choices=[_PLEASE_CHOOSE, *choices], **more)


def standard_fields(asked: Asked, among: Collection[StandardQuestion]) -> Fields:
    """The fields of those of some standard questions that are asked, in their order."""
    found: Fields = {}
    for question in StandardQuestion:
        if question in among and asked.asks(question):
            found |= _FIELDS[question](asked.requires(question))
    return found


def standard_answers(form: Form) -> dict[str, Any]:
    """What a valid form answers to the standard questions that it asks, by columns."""
    found = {name: read(form[name].data) for name, read in _READ.items() if name in form}
    if "needs" in form:
        found |= {f"needs_{need}": need in (form["needs"].data or ()) for need in Need}
    return found


def standard_values(row: object) -> dict[str, Any]:
    """What the fields show of a registration."""
    found = {name: getattr(row, name) for name in _READ}
    found["needs"] = [need.value for need in Need if getattr(row, f"needs_{need}")]
    return found


def agrees_to_passing_on() -> BooleanField:
    """The box by which somebody vouches that the person agrees whose details are entered."""
    return BooleanField(
        _l(
            "This person has agreed to having these details passed on, and to their handling as"
            " the registration form says"
        ),
        validators=[DataRequired(_l("Please ask the person first."))],
    )


def _needed(is_required: bool, message: Any = None) -> list[Any]:  # noqa: ANN401 (a lazy text)
    return [DataRequired(message or _l("Please answer this."))] if is_required else []


def _name_kana(is_required: bool) -> Fields:
    hint = _l("Leave it empty if your name is not written in kanji or kana.")
    validators = [*_needed(is_required), at_most(80)]
    return {
        "name_kana": ReadingField(
            _l("Furigana"), validators, description="" if is_required else hint
        )
    }


def _telephone(is_required: bool) -> Fields:
    hint = _l("Only for the day itself, such as when a train stands still.")
    return {
        "telephone": TelephoneField(
            _l("Telephone number"), [*_needed(is_required), at_most(40)], description=hint
        )
    }


def _company(is_required: bool) -> Fields:
    validators = [*_needed(is_required), at_most(120)]
    return {"company": NameField(_l("Company or organisation"), validators)}


def _department(is_required: bool) -> Fields:
    validators = [*_needed(is_required), at_most(120)]
    return {"department": NameField(_l("Department and position"), validators)}


def _employees(is_required: bool) -> Fields:
    return {
        "employees": menu(_l("Number of employees"), choices_of(EMPLOYEES), _needed(is_required))
    }


def _industry(is_required: bool) -> Fields:
    return {"industry": menu(_l("Industry"), choices_of(INDUSTRIES), _needed(is_required))}


def _participant_kind(is_required: bool) -> Fields:
    needed = _needed(is_required, _l("Please choose what fits you best."))
    label = _l("You are taking part as")
    return {"participant_kind": radio(label, choices_of(PARTICIPANT_KINDS), needed)}


def _consultation(_is_required: bool) -> Fields:
    return {
        "wishes_consultation": BooleanField(
            _l("I would like to talk to the adviser in private after the seminar"),
            description=_l("Free of charge. The office will write to you about the time."),
        )
    }


def _heard_of(is_required: bool) -> Fields:
    label = _l("How did you hear of this seminar?")
    return {"heard_of": menu(label, choices_of(HEARD_OF), _needed(is_required))}


def _needs(_is_required: bool) -> Fields:
    return {
        "needs": boxes(_l("Do you need anything to take part?"), choices_of(NEEDS), []),
        "needs_other": LineField(_l("Anything else that you need"), [at_most(LONGEST_NEED)]),
    }


_FIELDS: Final[Mapping[StandardQuestion, Callable[[bool], Fields]]] = {
    StandardQuestion.NAME_KANA: _name_kana,
    StandardQuestion.TELEPHONE: _telephone,
    StandardQuestion.COMPANY: _company,
    StandardQuestion.DEPARTMENT: _department,
    StandardQuestion.EMPLOYEES: _employees,
    StandardQuestion.INDUSTRY: _industry,
    StandardQuestion.PARTICIPANT_KIND: _participant_kind,
    StandardQuestion.CONSULTATION: _consultation,
    StandardQuestion.HEARD_OF: _heard_of,
    StandardQuestion.NEEDS: _needs,
}


def _text(data: str | None) -> str:
    return data or ""


def _member(kind: type[StrEnum]) -> Callable[[str | None], StrEnum | None]:
    return lambda data: kind(data) if data else None


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "name_kana": _text,
    "telephone": _text,
    "company": _text,
    "department": _text,
    "employees": _member(EmployeeBand),
    "industry": _member(Industry),
    "participant_kind": _member(ParticipantKind),
    "wishes_consultation": bool,
    "heard_of": _member(HeardOf),
    "needs_other": _text,
    "shared_with_host": lambda data: SharedWithHost(data or SharedWithHost.NUMBER_ONLY),
}
