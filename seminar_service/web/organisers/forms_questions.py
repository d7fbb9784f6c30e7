"""What the staff fills in about one question of its own."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, Form, FormField, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from seminar_service.domain.uploads import LARGEST_MEGABYTES
from seminar_service.questions.model import Question as OwnQuestion
from seminar_service.questions.values import (
    MOST_OPTIONS,
    Asking,
    Condition,
    OptionDetails,
    QuestionDetails,
    QuestionKind,
)
from seminar_service.web.clock import today
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import Picture, listed
from seminar_service.web.fields import (
    DayField,
    LineField,
    ParagraphField,
    WholeNumberField,
    at_most,
    choices_of,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.forms_sheets import ASKINGS
from seminar_service.web.page_requests import number_of
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import MenuField
from seminar_service.web.row_lists import RowList

LONGEST_LABEL: Final = 200
LONGEST_HELP: Final = 500
FIRST_ROWS: Final = 3
USUAL_MEGABYTES: Final = 2
KINDS: Final[Mapping[StrEnum, Any]] = {
    QuestionKind.LINE: _l("Short text"),
    QuestionKind.TEXT: _l("Long text"),
    QuestionKind.ONE_OF: _l("One of several options"),
    QuestionKind.SEVERAL_OF: _l("Several options"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.NUMBER: _l("Whole number"),
    QuestionKind.DAY: _l("Date"),
    QuestionKind.FILE: _l("File (PDF, JPEG or PNG)"),
}


class OptionRow(Form):
    """One option of a question."""

    key = HiddenField()
    label_ja = LineField(_l("Japanese"), [at_most(LONGEST_LABEL)])
    label_en = LineField(_l("English"), [at_most(LONGEST_LABEL)])
    is_offered = BooleanField(_l("Can be chosen"), default=True)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered, and nothing was there before."""
        return not (self.key.data or self.label_ja.data or self.label_en.data)


class QuestionForm(AsksBack, VersionedForm):
    """A question of the organiser's own."""

    kind = SelectField(_l("Kind of answer"), choices=choices_of(KINDS))
    label_ja = LineField(_l("Question in Japanese"), [InputRequired(), at_most(LONGEST_LABEL)])
    label_en = LineField(_l("Question in English"), [InputRequired(), at_most(LONGEST_LABEL)])
    help_ja = ParagraphField(
        _l("Explanation in Japanese"),
        [at_most(LONGEST_HELP)],
        description=_l("It stands below the question. May be empty."),
    )
    help_en = ParagraphField(_l("Explanation in English"), [at_most(LONGEST_HELP)])
    asking = RadioField(
        _l("In the forms of this tour"),
        [InputRequired()],
        choices=choices_of(ASKINGS),
        default=Asking.OPTIONAL.value,
        description=_l("One seminar can ask it in another way: see the seminar's own page."),
    )
    largest_megabytes = WholeNumberField(
        _l("Largest file, in megabytes"),
        [Optional(), NumberRange(1, LARGEST_MEGABYTES)],
        default=USUAL_MEGABYTES,
        description=_l("1 to 5; for files alone. Photographs of a telephone have 2 to 5."),
    )
    options = RowList(
        FormField(OptionRow), _l("Options"), min_entries=FIRST_ROWS, max_entries=MOST_OPTIONS
    )
    condition = MenuField(
        _l("Only asked of people who answered"),
        choices=[SelectChoice("", _l("Asked of everybody"))],
    )
    frozen_on = DayField(
        _l("Participants change their answer until the day before"),
        [Optional()],
        description=_l("From this day on only the office does. Empty: until the seminar begins."),
    )
    is_personal = BooleanField(
        _l("The answers say something about a person"),
        default=True,
        description=_l(
            "They are then shown to clerks and planners alone, are counted nowhere, and go with "
            "the person's data."
        ),
    )

    answered: bool = False
    """Whether somebody has answered the question."""

    def offer(self, others: Sequence[OwnQuestion]) -> None:
        """Let the question depend on answers to others; names the rows, too."""
        locale = current_locale()
        self.condition.choices = [
            SelectChoice("", gettext("Asked of everybody")),
            *(choice for other in others for choice in _conditions_on(other, locale)),
        ]
        self.relabel()

    def add_row(self) -> None:
        """Give the options one row more, up to `MOST_OPTIONS`."""
        if len(self.options) < MOST_OPTIONS:
            self.options.append_entry()
            self.relabel()

    def raise_row(self, place: int) -> None:
        """Let an option change places with the one above it; other places do nothing."""
        if 0 < place < len(self.options):
            above, below = self.options[place - 1].form, self.options[place].form
            for field in above:
                other = below[field.short_name]
                field.data, other.data = other.data, field.data
                field.raw_data, other.raw_data = other.raw_data, field.raw_data

    def relabel(self) -> None:
        """Give the fields of every option a label that tells them apart."""
        for number, row in enumerate(self.options, start=1):
            for field in (row.form.label_ja, row.form.label_en, row.form.is_offered):
                said = type(row.form)()[field.short_name].label.text
                field.label.text = gettext(
                    "Option %(number)d: %(field)s", number=number, field=said
                )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields, then the options together."""
        super().validate(extra_validators)
        if self.takes_options:
            self._check_options()
        return not self.errors

    @property
    def takes_options(self) -> bool:
        """Whether the answer is chosen from options."""
        return self.kind.data in {each.value for each in QuestionKind if each.has_options}

    def questions(self) -> Iterator[Question]:
        """What is odd about the question."""
        filled = [row for row in self.options if not row.form.is_empty]
        if filled and not self.takes_options:
            text = gettext("This kind of answer has no options; those below will not be offered.")
            yield Question("options", (self.kind,), text)
        if self.answered:
            text = gettext(
                "People have answered this question already. Their answers stay with the new "
                "wording; where it asks for something else, add a new question instead."
            )
            yield Question("wording", (self.label_ja, self.label_en), text)
        if self.frozen_on.data and self.frozen_on.data <= today():
            text = gettext("This day has come: participants could not change their answer at all.")
            yield Question("frozen", (self.frozen_on,), text)

    def details(self) -> QuestionDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        return QuestionDetails(
            kind=QuestionKind(self.kind.data),
            asking=Asking(self.asking.data),
            label_ja=self.label_ja.data,
            label_en=self.label_en.data,
            help_ja=self.help_ja.data,
            help_en=self.help_en.data,
            is_personal=self.is_personal.data,
            frozen_on=self.frozen_on.data,
            largest_megabytes=self.largest_megabytes.data or USUAL_MEGABYTES,
            options=[_option(row.form) for row in self.options if not row.form.is_empty],
            condition=_condition(self.condition.data or ""),
        )

    def pictured(self, field: Field) -> Picture:
        """Options are what they say, in their order."""
        if field is not self.options:
            return super().pictured(field)
        rows = (row.form for row in field if not row.form.is_empty)
        return [
            f"{row.key.data}|{row.label_ja.data}|{row.label_en.data}|{row.is_offered.data}"
            for row in rows
        ]

    def spelled(self, field: Field) -> str:
        """Options are told by what they say in the reader's language."""
        if field is not self.options:
            return super().spelled(field)
        name = f"label_{current_locale()}"
        return listed(
            row.form[name].data for row in field if row.form.is_offered.data and row.form[name].data
        )

    def _check_options(self) -> None:
        said: dict[str, set[str]] = {"label_ja": set(), "label_en": set()}
        for row in self.options:
            if row.form.is_empty:
                continue
            for name, seen in said.items():
                field = row.form[name]
                if not field.data and not field.errors:
                    complain(field, gettext("Please enter the option in both languages."))
                elif field.data in seen and row.form.is_offered.data:
                    complain(field, gettext("Another option says the same."))
                if row.form.is_offered.data:
                    seen.add(field.data)
        self.options.errors = [row.errors for row in self.options if row.errors]


def question_values(question: OwnQuestion) -> dict[str, Any]:
    """What the form shows of a question."""
    plain = (
        *("label_ja", "label_en", "help_ja", "help_en", "is_personal", "frozen_on", "version"),
        "largest_megabytes",
    )
    values: dict[str, Any] = {name: getattr(question, name) for name in plain}
    values |= {"kind": question.kind.value, "asking": question.asking.value}
    values["options"] = [
        {
            "key": str(option.id),
            "label_ja": option.label_ja,
            "label_en": option.label_en,
            "is_offered": option.retired_at is None,
        }
        for option in question.options
    ]
    if (condition := question.condition) is not None:
        answer = condition.option_id or ("yes" if condition.says_yes else "no")
        values["condition"] = f"{condition.on_question_id}:{answer}"
    return values


def _conditions_on(question: OwnQuestion, locale: str) -> list[SelectChoice]:
    group = question.label(locale)
    if question.kind is QuestionKind.YES_NO:
        answers = [("yes", gettext("Yes")), ("no", gettext("No"))]
    else:
        answers = [(str(each.id), each.label(locale)) for each in question.live_options]
    return [
        SelectChoice(
            f"{question.id}:{value}",
            gettext("%(label)s: %(value)s", label=group, value=label),
        )
        for value, label in answers
    ]


def _condition(chosen: str) -> Condition | None:
    if not chosen:
        return None
    on, _, answer = chosen.partition(":")
    if answer in {"yes", "no"}:
        return Condition(number_of(on), says_yes=answer == "yes")
    return Condition(number_of(on), option_id=number_of(answer))


def _option(row: OptionRow) -> OptionDetails:
    key = number_of(row.key.data or "") or None
    return OptionDetails(key, row.label_ja.data, row.label_en.data, row.is_offered.data)
