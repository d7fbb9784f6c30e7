"""What the forms of changes have in common: numbers, days, choices of rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from seminar_service.planning.queries.scenario_offers import Offer
from seminar_service.planning.scenario_changes import Change
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import DayField, WholeNumberField
from seminar_service.web.limits import HIGHEST_YEN
from seminar_service.web.page_requests import number_of

FILL_IN: Final = _l("Please fill in this field.")
RANGE: Final = _l("Please enter a number from %(min)d to %(max)d.")
MOST: Final[Mapping[str, int]] = {
    "max_seminars": 366,
    "max_per_month": 31,
    "max_nights_away": 30,
    "buffer_minutes": 600,
    "max_seminars_per_day": 1_000,
    "same_place_gap_days": 366,
}
"""The highest values, as the forms of tours and advisers have them; else the highest amount."""


class ChangeForm(FlaskForm):
    """One thing that a scenario assumes; `change` gives it after a `validate` that succeeded."""

    def offer(self, offer: Offer) -> None:
        """Let what there is be chosen."""

    def change(self) -> Change:
        """What was entered."""
        raise NotImplementedError


def number(label: Any, most: int, **more: Any) -> WholeNumberField:  # noqa: ANN401 (as the library has it)
    """A field of a number from 0 to `most`."""
    limits = NumberRange(0, most, RANGE)
    return WholeNumberField(label, validators=[InputRequired(FILL_IN), limits], **more)


def row_choice(label: Any, message: Any, **more: Any) -> SelectField:  # noqa: ANN401 (as the library has it)
    """A choice of a row by its key; `message` asks for it."""
    return SelectField(label, coerce=key, validators=[InputRequired(message)], **more)


def key(value: Any) -> int:  # noqa: ANN401 (whatever was sent)
    """The key that was sent; 0 where it is none."""
    return number_of(str(value or ""))


class DaysForm(ChangeForm):
    """Days from one to another, or a single one."""

    begins = DayField(_l("From"), validators=[InputRequired(FILL_IN)])
    ends = DayField(
        _l("To"), validators=[Optional()], description=_l("Leave it empty for a single day.")
    )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then their order."""
        super().validate(extra_validators)
        first, last = self.begins.data, self.ends.data
        if first and last and last < first:
            complain(self.ends, gettext("The last day must not lie before the first."))
        elif first and last and (last - first).days > 366:  # noqa: PLR2004 (a year)
            complain(self.ends, gettext("Please choose days of one year."))
        return not self.errors

    def days(self) -> tuple[date, date]:
        """The first and the last day; call it only after a `validate` that succeeded."""
        first = cast("date", self.begins.data)
        return first, self.ends.data or first


def own_words(text: str) -> str:
    """Words of planning in the language of whoever reads the form."""
    return str(gettext(text))


def check_most(field: WholeNumberField, name: str) -> None:
    """Complain of a number above what a limit or a rule may be."""
    most = MOST.get(name, HIGHEST_YEN)
    if field.data is not None and field.data > most and not field.errors:
        message = gettext("Please enter a number from %(min)d to %(max)d.", min=0, max=most)
        complain(field, message)
