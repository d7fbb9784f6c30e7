"""The form in which a host or an adviser, or the office for them, answers all dates at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, FormField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from seminar_service.bids.wishes import Wish, read_wishes
from seminar_service.domain.vocabulary import Choice, ConfirmationState
from seminar_service.rounds.queries import AskedDate, Reader
from seminar_service.rounds.services import Answer
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import DayRange
from seminar_service.web.date_rows import complain, complain_of_day
from seminar_service.web.editing.forms import ShownField
from seminar_service.web.fields import DayField, ParagraphField, at_most

LONGEST_NOTE: Final = 1_000
OTHER_DAYS: Final = ("other_1", "other_2", "other_3")
"""The fields of the days that a host names instead."""

AGREE: Final = "agree"
DECLINE: Final = "decline"
_SAID: Final = {ConfirmationState.CONFIRMED: AGREE, ConfirmationState.DECLINED: DECLINE}


class DateAnswerForm(Form):
    """What is said to one date; `shown` names what was seen of it."""

    shown = ShownField()
    answer = RadioField(
        _l("Your answer"),
        choices=[
            SelectChoice(AGREE, _l("Yes, this date suits")),
            SelectChoice(DECLINE, _l("No, this date does not suit")),
        ],
        validators=[Optional()],
    )
    note = ParagraphField(_l("Message to the office"), validators=[at_most(LONGEST_NOTE)])


class HostDateForm(DateAnswerForm):
    """The same with days that would suit the host instead."""

    other_1 = DayField(_l("Another date, first"), validators=[Optional()])
    other_2 = DayField(_l("Another date, second"), validators=[Optional()])
    other_3 = DayField(_l("Another date, third"), validators=[Optional()])


class DatesForm(FlaskForm):
    """All dates that one person may answer; made by `dates_form`, with a part for each."""

    readers: Sequence[Reader] = ()
    today: date
    is_outdated = False

    @property
    def is_empty(self) -> bool:
        """Whether none of the dates can be answered any more."""
        return not _answerable(self.readers)

    def part(self, asked: AskedDate) -> DateAnswerForm:
        """The fields for one date."""
        found: DateAnswerForm = self[_name(asked)].form
        return found

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each date; a no needs its reason, and other days must be open ones."""
        super().validate(extra_validators)
        for asked in _answerable(self.readers):
            self._check(asked, self.part(asked))
        if not self.errors and not any(self.answers(reader) for reader in self.readers):
            self.form_errors = [gettext("Please choose an answer to at least one date.")]
        return not self.errors

    def answers(self, reader: Reader) -> list[Answer]:
        """What was answered, without what says the same as before."""
        found = [(asked, self.part(asked)) for asked in _answerable([reader])]
        said = [(asked, _answer(asked, part)) for asked, part in found if part.answer.data]
        return [answer for asked, answer in said if _says_more(asked, answer)]

    def _check(self, asked: AskedDate, part: DateAnswerForm) -> None:
        if part.answer.data != DECLINE:
            return
        if not part.note.data:
            reason = gettext("Please tell us in a few words why this date does not suit.")
            complain(part.note, reason)
        if not isinstance(part, HostDateForm):
            return
        calendar = calendar_of(asked.seminar.tour)
        for field in (part[name] for name in OTHER_DAYS if part[name].data):
            wish = Wish(Choice.FIRST, DayRange(field.data, field.data))
            problems = read_wishes([wish], calendar, self.today, asked.others).problems
            if field.data == asked.seminar.day:
                complain(field, gettext("This is the date that you decline."))
            elif problems:
                complain_of_day(field, problems[0], calendar)


def dates_form(
    readers: Sequence[Reader],
    today: date,
    *,
    typed: Mapping[str, Mapping[str, object]] | None = None,
    **arguments: Any,  # noqa: ANN401 (as the library has it)
) -> DatesForm:
    """The form for all dates that can be answered, filled in with the answers so far.

    `typed` has by the seminar's public ID what shall stand in its part instead of the answer.
    """
    typed = typed or {}
    asked_dates = list(_answerable(readers))
    parts = {
        _name(asked): FormField(DateAnswerForm if asked.member else HostDateForm)
        for asked in asked_dates
    }
    values = {
        _name(asked): _said(asked) | dict(typed.get(asked.seminar.public_id, {}))
        for asked in asked_dates
    }
    form_class = type("AllDatesForm", (DatesForm,), parts)
    form: DatesForm = form_class(data=values, **arguments)
    form.readers, form.today = readers, today
    return form


def dates_form_anew(
    form: DatesForm, readers: Sequence[Reader], outdated: Collection[str]
) -> DatesForm:
    """The form as things are now, with what was typed to dates that have changed meanwhile."""
    typed = {
        asked.seminar.public_id: _typed(form.part(asked))
        for asked in _answerable(form.readers)
        if asked.seminar.public_id in outdated
    }
    anew = dates_form(readers, form.today, typed=typed, formdata=None)
    anew.is_outdated = True
    return anew


def _answerable(readers: Sequence[Reader]) -> list[AskedDate]:
    return [asked for reader in readers for asked in reader.dates if asked.can_answer]


def _name(asked: AskedDate) -> str:
    return f"date_{asked.seminar.public_id}"


def _said(asked: AskedDate) -> dict[str, object]:
    """How the part of a date is filled in at first."""
    others = dict(zip(OTHER_DAYS, asked.others, strict=False)) if asked.member is None else {}
    return {
        "shown": asked.question_mark,
        "answer": _SAID.get(asked.confirmation),
        "note": asked.note,
        **others,
    }


def _typed(part: DateAnswerForm) -> dict[str, object]:
    fields = [part.answer, part.note, *(part[name] for name in OTHER_DAYS if name in part)]
    return {field.short_name: field.data for field in fields}


def _answer(asked: AskedDate, part: DateAnswerForm) -> Answer:
    agrees = part.answer.data == AGREE
    named = {part[name].data for name in OTHER_DAYS if name in part and part[name].data}
    return Answer(
        asked.seminar.public_id,
        agrees,
        part.note.data or "",
        part.shown.data or "",
        () if agrees else tuple(sorted(named)),
    )


def _says_more(asked: AskedDate, answer: Answer) -> bool:
    """Whether it differs from the answer so far, or was given to something else."""
    before = _SAID.get(asked.confirmation)
    same = before == (AGREE if answer.agrees else DECLINE) and answer.note == asked.note
    return not (same and answer.others == asked.others and answer.shown == asked.question_mark)
