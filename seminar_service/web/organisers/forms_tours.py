"""Forms of a tour: its beginning, and everything that planners decide about it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, FormField, RadioField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.proof import ProofRule
from seminar_service.registrations.parties.values import MOST_PEOPLE
from seminar_service.tours.calendar_days import DayRange
from seminar_service.tours.model import Tour
from seminar_service.tours.services import SETTINGS, Closed, TourSettings
from seminar_service.tours.values import TourStage, WaitingRule
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import Picture, labelled, listed
from seminar_service.web.fields import (
    ClockField,
    DayField,
    LineField,
    WholeNumberField,
    at_most,
    choices_of,
)
from seminar_service.web.limits import HIGHEST_YEN, LARGEST_VENUE
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.range_rows import (
    RangeForm,
    days_of,
    gather_errors,
    name_rows,
    typed_range,
)
from seminar_service.web.organisers.tour_questions import tour_questions
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.row_lists import RowList
from seminar_service.web.templating import format_day_range

MOST_ROWS: Final = 20
LONGEST_BEFORE: Final = 90
"""Days before a seminar at which its registration may close at the earliest."""
LONGEST_OFFER_HOURS: Final = 168
STAGES: Final[dict[Any, Any]] = {
    TourStage.PREPARATION: _l("In preparation: only the staff sees it"),
    TourStage.OPEN: _l("Open: shown to the public"),
    TourStage.ARCHIVED: _l("Archived: kept as an earlier year"),
}


PROOF_RULES: Final[dict[Any, Any]] = {
    ProofRule.USUAL: _l("Where several come for one email address or from one network"),
    ProofRule.ALWAYS: _l("Always"),
    ProofRule.NEVER: _l("Never"),
}


WAITING_RULES: Final[dict[Any, Any]] = {
    WaitingRule.OFFER: _l(
        "As an offer: it is held until the person accepts it, or the time is over"
    ),
    WaitingRule.STRAIGHT: _l("Straight: the next person has it at once, and is told"),
}


def _required() -> InputRequired:
    return InputRequired(_l("Please fill in this field."))


def _number(label: LazyString, most: int = HIGHEST_YEN, *, least: int = 0) -> WholeNumberField:
    limits = NumberRange(least, most, _l("Please enter a number from %(min)d to %(max)d."))
    return WholeNumberField(label, validators=[_required(), limits])


def _number_or_none(label: LazyString, most: int = HIGHEST_YEN) -> WholeNumberField:
    limits = NumberRange(0, most, _l("Please enter a number from %(min)d to %(max)d."))
    return WholeNumberField(label, validators=[Optional(), limits])


def _name(label: LazyString, longest: int) -> LineField:
    return LineField(
        label, validators=[DataRequired(_l("Please fill in this field.")), at_most(longest)]
    )


class ClosedPeriodForm(RangeForm):
    """Days on which nothing is held, with what they are called."""

    name_ja = LineField(_l("Japanese name"), validators=[at_most(80)])
    name_en = LineField(_l("English name"), validators=[at_most(80)])


class TourForm(AsksBack, VersionedForm):
    """Everything that planners decide about a tour.

    After `validate`, `tour_settings` gives it as the service takes it.
    """

    name_ja = _name(_l("Japanese name"), 120)
    name_en = _name(_l("English name"), 120)
    stage = RadioField(_l("Stage"), choices=choices_of(STAGES), validators=[_required()])
    first_day = DayField(_l("First day of the tour"), validators=[_required()])
    last_day = DayField(_l("Last day of the tour"), validators=[_required()])
    call_opens_on = DayField(_l("The call opens on"), validators=[_required()])
    call_closes_on = DayField(_l("The call closes on"), validators=[_required()])
    proof_rule = RadioField(
        _l("People confirm their registration with a button in the email"),
        choices=choices_of(PROOF_RULES),
        validators=[_required()],
    )
    registration_closes_days = _number_or_none(
        _l("Registration closes before the start: days"), LONGEST_BEFORE
    )
    registration_closes_hours = _number_or_none(
        _l("Registration closes before the start: hours"), 23
    )
    registration_opens_days = _number_or_none(
        _l("Registration opens before the seminar: days"), LONGEST_BEFORE
    )
    waiting_rule = RadioField(
        _l("A free place goes to the waiting list"),
        choices=choices_of(WAITING_RULES),
        validators=[_required()],
    )
    offer_hours = _number(_l("An offered place is held for (hours)"), LONGEST_OFFER_HOURS, least=1)
    party_limit = _number_or_none(
        _l("People that one contact registers in one go, at most"), MOST_PEOPLE
    )
    company_limit = _number_or_none(
        _l("People of one company at one seminar, at most"), LARGEST_VENUE
    )
    closed_periods = RowList(
        FormField(ClosedPeriodForm), _l("Closed periods"), min_entries=1, max_entries=MOST_ROWS
    )
    day_start = ClockField(_l("Travel begins at the earliest at"), validators=[_required()])
    day_end = ClockField(_l("Travel ends at the latest at"), validators=[_required()])
    buffer_minutes = _number(_l("Time before a seminar (minutes)"), 600)
    max_seminars_per_day = _number_or_none(_l("Seminars on one day, at most"), 1_000)
    same_place_gap_days = _number(_l("Days between two seminars in one prefecture"), 366)
    travel_budget_yen = _number_or_none(_l("Travel budget (yen)"))
    hotel_yen = _number(_l("One night in a hotel (yen)"))
    first_choice_yen = _number(_l("A first choice costs (yen)"))
    second_choice_yen = _number(_l("A second choice costs (yen)"))
    third_choice_yen = _number(_l("A third choice costs (yen)"))
    decline_yen = _number(_l("Refusing a bid costs (yen)"))
    coverage_yen = _number(_l("A prefecture without a seminar costs (yen)"))
    workload_yen = _number(_l("Uneven workload of advisers costs (yen)"))
    change_date_yen = _number(_l("Moving a date after release costs (yen)"))
    change_confirmed_yen = _number(_l("Once host and advisers have agreed, moving adds (yen)"))
    change_announced_yen = _number(_l("Once it is announced, moving adds (yen)"))
    change_registered_yen = _number(_l("For each person registered, moving adds (yen)"))
    change_adviser_yen = _number(_l("Changing an adviser after release costs (yen)"))

    def __init__(self, year: int, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        super().__init__(**arguments)
        self.year = FiscalYear(year)
        self.closed: list[Closed] = []
        self.name_rows()

    def name_rows(self) -> None:
        """Give the fields of every closed period a label that tells them apart."""
        name_rows(self.closed_periods)
        for number, row in enumerate(self.closed_periods, start=1):
            for name, label in (
                ("name_ja", gettext("Japanese name")),
                ("name_en", gettext("English name")),
            ):
                row[name].label.text = gettext(
                    "Closed period %(number)d: %(field)s", number=number, field=label
                )

    def add_row(self, name: str) -> None:
        """Give the list of closed periods one more row; other names do nothing."""
        if name == self.closed_periods.name and len(self.closed_periods) < MOST_ROWS:
            self.closed_periods.append_entry()
            self.name_rows()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then what they say together."""
        super().validate(extra_validators)
        self._check_orders()
        self._check_days_of_year()
        self._read_closed_periods()
        return not self.errors

    def questions(self) -> Iterator[Question]:
        """What is odd about the dates and rules."""
        return tour_questions(self)

    def _check_orders(self) -> None:
        for first, last in (
            (self.first_day, self.last_day),
            (self.call_opens_on, self.call_closes_on),
        ):
            if first.data and last.data and last.data < first.data:
                complain(last, gettext("The last day must not lie before the first."))
        starts, ends = self.day_start.data, self.day_end.data
        if starts and ends and ends <= starts:
            complain(self.day_end, gettext("Please enter a time after the beginning."))

    def _check_days_of_year(self) -> None:
        for field in (self.first_day, self.last_day):
            if field.data and field.data not in self.year:
                complain(field, self._outside())

    def _read_closed_periods(self) -> None:
        allowed = DayRange(self.year.first_day, self.year.last_day)
        self.closed = []
        for row in self.closed_periods:
            days = days_of(row, allowed, self._outside())
            names = row["name_ja"].data, row["name_en"].data
            if days is None:
                if any(names) and not row.errors:
                    complain(row["begins"], gettext("Please enter the days of this period."))
                continue
            if not all(names):
                missing = row["name_en"] if names[0] else row["name_ja"]
                complain(missing, gettext("Please enter what this period is called."))
            self.closed.append(Closed(*names, days))
        gather_errors(self.closed_periods)

    def _outside(self) -> str:
        days = format_day_range(self.year.first_day, self.year.last_day)
        return str(gettext("Please choose days of the fiscal year (%(days)s).", days=days))

    def pictured(self, field: Field) -> Picture:
        """A closed period of one day is the same, however its row was typed."""
        if field is not self.closed_periods:
            return super().pictured(field)
        periods = [(str(days.first), str(days.last), *names) for names, days in self._periods()]
        return sorted(periods)

    def spelled(self, field: Field) -> str:
        """Closed periods are told by name and days."""
        if field is not self.closed_periods:
            return super().spelled(field)
        own = 0 if current_locale() == "ja" else 1
        texts = (
            labelled(names[own], format_day_range(days.first, days.last))
            for names, days in self._periods()
        )
        return listed(texts, semicolons=True)

    def relabel(self) -> None:
        """Name the rows of closed periods anew."""
        self.name_rows()

    def _periods(self) -> list[tuple[tuple[str, str], DayRange]]:
        return [
            ((row["name_ja"].data or "", row["name_en"].data or ""), days)
            for row in self.closed_periods
            if (days := typed_range(row))
        ]

    def tour_settings(self) -> TourSettings:
        """What was entered; call it only after a `validate` that succeeded."""
        values = {name: self[name].data for name in SETTINGS} | {
            "stage": TourStage(self.stage.data),
            "proof_rule": ProofRule(self.proof_rule.data),
            "registration_closes_days": self.registration_closes_days.data or 0,
            "registration_closes_hours": self.registration_closes_hours.data or 0,
            "registration_opens_days": self.registration_opens_days.data or 0,
            "waiting_rule": WaitingRule(self.waiting_rule.data),
            "party_limit": self.party_limit.data or 1,
            "company_limit": self.company_limit.data or None,
        }
        return TourSettings(**values, closed_periods=self.closed)


def tour_values(tour: Tour) -> dict[str, Any]:
    """What the form shows of a tour."""
    values: dict[str, Any] = {name: getattr(tour, name) for name in SETTINGS}
    values["stage"] = tour.stage.value
    values["proof_rule"] = tour.proof_rule.value
    values["waiting_rule"] = tour.waiting_rule.value
    values["version"] = tour.version
    values["closed_periods"] = [
        {
            "name_ja": period.name_ja,
            "name_en": period.name_en,
            "begins": period.first_day,
            "ends": _unless_same(period.last_day, period.first_day),
        }
        for period in tour.closed_periods
    ]
    return values


def _unless_same(last: date, first: date) -> date | None:
    return last if last != first else None
