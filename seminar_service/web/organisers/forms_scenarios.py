"""Forms of scenarios: their names, and one for each kind of change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.input_change_words import rule_words
from seminar_service.planning.queries.scenario_offers import Offer
from seminar_service.planning.scenario_changes import (
    OPEN_RULES,
    RULES,
    TIME_RULES,
    BidDate,
    BidLeftOut,
    BidTaken,
    ClosedDays,
    DeclinePrice,
    NightsAway,
    TourRule,
    Value,
)
from seminar_service.planning.scenario_model import LONGEST_SCENARIO_NAME
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import (
    ClockField,
    DayField,
    LineField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.limits import HIGHEST_YEN
from seminar_service.web.organisers.forms_changes import (
    FILL_IN,
    RANGE,
    ChangeForm,
    DaysForm,
    check_most,
    number,
    own_words,
    row_choice,
)
from seminar_service.web.organisers.forms_scenario_advisers import (
    AdviserDaysForm,
    KnownAdviserForm,
    LimitForm,
    NewAdviserForm,
)


class ScenarioNameForm(FlaskForm):
    """What a new scenario is called."""

    name = LineField(
        _l("Name of the scenario"),
        validators=[DataRequired(FILL_IN), at_most(LONGEST_SCENARIO_NAME)],
        description=_l("Such as: one more adviser, at most one night away."),
    )


class RenameScenarioForm(VersionedForm, ScenarioNameForm):
    """What a scenario is called from now on."""


class NightsForm(ChangeForm):
    """Fewer nights away for all."""

    nights = number(_l("Nights away on one trip, at most"), 30)

    def change(self) -> NightsAway:
        """What was entered."""
        return NightsAway(self.nights.data or 0)


class RuleForm(ChangeForm):
    """Another rule of the tour."""

    name = SelectField(_l("Rule"), validators=[InputRequired(FILL_IN)])
    number = WholeNumberField(
        _l("Amount or number"),
        validators=[Optional(), NumberRange(0, HIGHEST_YEN, RANGE)],
        description=_l("Empty for no limit, where the rule may have none."),
    )
    clock = ClockField(
        _l("Time of day"),
        validators=[Optional()],
        description=_l("Only for the hours of travel."),
    )

    def offer(self, offer: Offer) -> None:  # noqa: ARG002 (one signature for all)
        """Let a rule be chosen."""
        words = rule_words(own_words)
        self.name.choices = [SelectChoice(name, words[name]) for name in RULES]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then what the rule needs."""
        super().validate(extra_validators)
        name = self.name.data
        if name in TIME_RULES:
            if self.clock.data is None and not self.clock.errors:
                complain(self.clock, gettext("Please enter a time of day, such as 13:30."))
        elif self.number.data is None and name not in OPEN_RULES and not self.number.errors:
            complain(self.number, gettext("Please fill in this field."))
        else:
            check_most(self.number, name)
        return not self.errors

    def change(self) -> TourRule:
        """What was entered."""
        value: Value = self.number.data
        if self.name.data in TIME_RULES:
            value = f"{self.clock.data:%H:%M}"
        return TourRule(self.name.data, value)


class ClosedForm(DaysForm):
    """Days on which no seminar is held."""

    def change(self) -> ClosedDays:
        """What was entered."""
        return ClosedDays(*self.days())


class _BidForm(ChangeForm):
    bid = row_choice(_l("Bid"), _l("Please choose a bid."))

    def offer(self, offer: Offer) -> None:
        """Let a planned bid be chosen."""
        self.bid.choices = _bids(offer.planned)


class TakenForm(_BidForm):
    """A bid is taken in that is not accepted."""

    def offer(self, offer: Offer) -> None:
        """Let a bid be chosen that is not accepted."""
        self.bid.choices = _bids(offer.waiting)

    def change(self) -> BidTaken:
        """What was entered."""
        return BidTaken(self.bid.data)


class LeftOutForm(_BidForm):
    """A bid is left out."""

    def change(self) -> BidLeftOut:
        """What was entered."""
        return BidLeftOut(self.bid.data)


class PriceForm(_BidForm):
    """Refusing a bid costs something else."""

    yen = number(_l("Price of refusing it (yen)"), HIGHEST_YEN)

    def change(self) -> DeclinePrice:
        """What was entered."""
        return DeclinePrice(self.bid.data, self.yen.data or 0)


class DateForm(_BidForm):
    """A host offers one more day."""

    day = DayField(_l("Day"), validators=[InputRequired(FILL_IN)])
    choice = RadioField(
        _l("Wish of the host"),
        choices=[
            SelectChoice(Choice.FIRST.value, _l("first choice")),
            SelectChoice(Choice.SECOND.value, _l("second choice")),
            SelectChoice(Choice.THIRD.value, _l("third choice")),
        ],
        default=Choice.THIRD.value,
        validators=[InputRequired(FILL_IN)],
    )

    def change(self) -> BidDate:
        """What was entered."""
        return BidDate(self.bid.data, cast("date", self.day.data), Choice(self.choice.data))


FORMS: Final[Mapping[str, tuple[Any, type[ChangeForm]]]] = {
    "adviser": (_l("One more adviser"), NewAdviserForm),
    "known-adviser": (_l("An adviser who is known"), KnownAdviserForm),
    "days": (_l("Days of an adviser"), AdviserDaysForm),
    "limit": (_l("Limit of an adviser"), LimitForm),
    "nights": (_l("Fewer nights away for all"), NightsForm),
    "rule": (_l("Rule of the tour"), RuleForm),
    "closed": (_l("Closed days"), ClosedForm),
    "take-in": (_l("Take in a bid"), TakenForm),
    "leave-out": (_l("Leave out a bid"), LeftOutForm),
    "price": (_l("Price of refusing a bid"), PriceForm),
    "date": (_l("One more date of a bid"), DateForm),
}
"""What can be assumed, by its name in addresses: what it is called, and its form."""


def _bids(bids: Sequence[Bid]) -> list[SelectChoice]:
    return [SelectChoice(str(each.id), f"{each.number} {each.host_name}") for each in bids]
