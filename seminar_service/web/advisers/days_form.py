"""What an adviser says of the days of a fiscal year, and of nights away."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.availability.queries import OwnDays
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.tours.calendar_days import DayRange, consecutive
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import listed
from seminar_service.web.fields import DayField, WholeNumberField
from seminar_service.web.region_fields import RegionFields, region_values
from seminar_service.web.templating import format_day, format_day_range

MOST_NIGHTS: Final = 30
TAKEN, FREE = "taken", "free"


class DaysForm(RegionFields, VersionedForm):
    """The days from today to the end of the fiscal year on which an adviser cannot.

    After `validate`, `unavailable` holds them, with those of the range that was typed.
    """

    beside: ClassVar = frozenset({"begins", "ends", "means"})

    days = SelectMultipleField(
        _l("Unavailable days"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    begins = DayField(_l("First day"), validators=[Optional()])
    ends = DayField(_l("Last day"), validators=[Optional()])
    means = RadioField(
        _l("These days are"),
        choices=[
            SelectChoice(TAKEN, _l("unavailable")),
            SelectChoice(FREE, _l("free again")),
        ],
        default=TAKEN,
    )
    max_nights = WholeNumberField(
        _l("Longest absence: nights away on one trip, at most"),
        validators=[
            InputRequired(_l("Please fill in this field.")),
            NumberRange(0, MOST_NIGHTS, _l("Please enter a number from %(min)d to %(max)d.")),
        ],
        description=_l("With 0, you come home on the same day."),
    )

    def __init__(self, year: FiscalYear, open_days: DayRange, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        """Take days of a fiscal year; ranges lie among the days that are open.

        A day that has passed since the page was made is no mistake: nothing is done with it.
        """
        super().__init__(**arguments)
        self.name_regions()
        self.open_days = open_days
        self.unavailable: set[date] = set()
        self.days.choices = [
            SelectChoice(day.isoformat(), format_day(day))
            for day in DayRange(year.first_day, year.last_day).days()
        ]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then read the days."""
        super().validate(extra_validators)
        typed = self._typed()
        if self.errors:
            return False
        chosen = {date.fromisoformat(each) for each in self.days.data or ()}
        self.unavailable = chosen - typed if self.means.data == FREE else chosen | typed
        return True

    def spelled(self, field: Any) -> str:  # noqa: ANN401 (as the library has it)
        """Days are told as ranges."""
        if field is not self.days:
            return super().spelled(field)
        days = [date.fromisoformat(each) for each in field.data or ()]
        return listed(format_day_range(each.first, each.last) for each in consecutive(days))

    def _typed(self) -> set[date]:
        """The days of the range; none where it is empty or wrong, which its fields then say."""
        first, last = self.begins.data, self.ends.data or self.begins.data
        if self.begins.errors or self.ends.errors or last is None:
            return set()
        if first is None:
            complain(self.begins, gettext("Please enter the first day of the range too."))
        elif last < first:
            complain(self.ends, gettext("The last day must not lie before the first."))
        elif first not in self.open_days or last not in self.open_days:
            days = format_day_range(self.open_days.first, self.open_days.last)
            said = gettext("Please choose days that are still ahead (%(days)s).", days=days)
            complain(self.begins, said)
        else:
            return set(DayRange(first, last).days())
        return set()


def days_form(own: OwnDays, today: date, **arguments: Any) -> DaysForm:  # noqa: ANN401 (as the library has it)
    """The form that shows an adviser's days as they are, those asked for among them."""
    year = FiscalYear(own.engagement.tour.fiscal_year)
    return DaysForm(year, open_days(own, today), data=_values(own, today), **arguments)


def open_days(own: OwnDays, today: date) -> DayRange:
    """The days of a tour's fiscal year that are not past; none once it is over."""
    year = FiscalYear(own.engagement.tour.fiscal_year)
    return DayRange(max(year.first_day, today), year.last_day)


def _values(own: OwnDays, today: date) -> Mapping[str, Any]:
    engagement = own.engagement
    taken = {each.day for each in engagement.unavailable_days if each.day >= today}
    nights = own.asked_nights
    return {
        "days": _texts(taken | own.asked),
        "max_nights": engagement.max_nights_away if nights is None else nights,
        "version": engagement.version,
        **region_values(engagement),
    }


def _texts(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]
