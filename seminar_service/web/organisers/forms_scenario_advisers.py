"""Forms of scenarios about advisers: one more, their days, their limits."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.advisers.details import USUAL_LIMITS
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.input_change_words import limit_words
from seminar_service.planning.input_changes import LIMITS
from seminar_service.planning.queries.scenario_offers import Offer
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    ChangeKind,
    DaysFree,
    DaysOff,
    KnownAdviser,
    NewAdviser,
)
from seminar_service.web.bid_forms import prefecture_choices
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import (
    LineField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers.forms_changes import (
    FILL_IN,
    RANGE,
    ChangeForm,
    DaysForm,
    check_most,
    key,
    number,
    own_words,
    row_choice,
)


class NewAdviserForm(ChangeForm):
    """One more adviser, alone or as one who takes part already."""

    name = LineField(
        _l("Name in this scenario"),
        validators=[DataRequired(FILL_IN), at_most(80)],
        default=lambda: gettext("Assumed adviser"),
    )
    like = SelectField(
        _l("As one who takes part already"),
        coerce=key,
        validators=[Optional()],
        description=_l("Then home, topics and limits are theirs, where you leave them empty."),
    )
    home = SelectField(_l("Home"), validators=[Optional()])
    topics = SelectMultipleField(
        _l("Topics"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    max_seminars = WholeNumberField(
        _l("Seminars in the whole tour, at most"),
        validators=[Optional(), NumberRange(0, 366, RANGE)],
    )
    max_per_month = WholeNumberField(
        _l("Seminars in one month, at most"), validators=[Optional(), NumberRange(0, 31, RANGE)]
    )
    max_nights_away = WholeNumberField(
        _l("Nights away on one trip, at most"), validators=[Optional(), NumberRange(0, 30, RANGE)]
    )

    def offer(self, offer: Offer) -> None:
        """Let homes, topics and advisers be chosen."""
        self.engagements = {each.adviser_id: each for each in offer.engagements}
        self.like.choices = [SelectChoice("", gettext("nobody")), *_advisers(offer)]
        self.home.choices = prefecture_choices()
        locale = current_locale()
        self.topics.choices = [SelectChoice(each.code, each.name(locale)) for each in offer.topics]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field; a home is needed, from wherever."""
        if super().validate(extra_validators) and not self.home.data and not self._model():
            complain(self.home, gettext("Please choose where journeys begin."))
        return not self.errors

    def change(self) -> NewAdviser:
        """What was entered, and what the other adviser has for the rest."""
        model = self._model()
        limits = {name: self[name].data for name in LIMITS}
        usual = model or USUAL_LIMITS
        given = {
            name: getattr(usual, name) if value is None else value for name, value in limits.items()
        }
        topics = tuple(self.topics.data or ())
        if model and not topics:
            topics = tuple(each.code for each in model.adviser.topics)
        home = self.home.data or (model.adviser.home if model else "")
        return NewAdviser(self.name.data or "", home, topics, **given)

    def _model(self) -> Engagement | None:
        return self.engagements.get(self.like.data or 0)


class KnownAdviserForm(ChangeForm):
    """Somebody who is known to the service takes part, too."""

    adviser = row_choice(_l("Adviser"), _l("Please choose an adviser."))
    max_seminars = WholeNumberField(
        _l("Seminars in the whole tour, at most"),
        validators=[Optional(), NumberRange(0, 366, RANGE)],
        description=_l("Limits that you leave empty are those of their last tour."),
    )
    max_per_month = WholeNumberField(
        _l("Seminars in one month, at most"), validators=[Optional(), NumberRange(0, 31, RANGE)]
    )
    max_nights_away = WholeNumberField(
        _l("Nights away on one trip, at most"), validators=[Optional(), NumberRange(0, 30, RANGE)]
    )

    def offer(self, offer: Offer) -> None:
        """Let those be chosen who take no part in the tour, with what is known of them."""
        self.last = offer.last
        locale = current_locale()
        self.adviser.choices = [
            SelectChoice(str(each.id), _known(each, locale)) for each in offer.others
        ]
        if not offer.others:
            self.adviser.description = gettext("Everybody who is known takes part already.")

    def change(self) -> KnownAdviser:
        """What was entered, and the limits that are known for the rest."""
        usual = self.last[self.adviser.data]
        given = {
            name: getattr(usual, name) if self[name].data is None else self[name].data
            for name in LIMITS
        }
        return KnownAdviser(self.adviser.data, **given)


class AdviserDaysForm(DaysForm):
    """Days on which an adviser is unavailable, or available again."""

    adviser = row_choice(_l("Adviser"), _l("Please choose an adviser."))
    kind = RadioField(
        _l("On these days the adviser is"),
        choices=[
            SelectChoice(ChangeKind.DAYS_OFF.value, _l("unavailable")),
            SelectChoice(ChangeKind.DAYS_FREE.value, _l("available")),
        ],
        default=ChangeKind.DAYS_OFF.value,
        validators=[InputRequired(FILL_IN)],
    )

    def offer(self, offer: Offer) -> None:
        """Let an adviser be chosen."""
        self.adviser.choices = _advisers(offer)

    def change(self) -> DaysOff | DaysFree:
        """What was entered."""
        kind = DaysOff if self.kind.data == ChangeKind.DAYS_OFF.value else DaysFree
        return kind(self.adviser.data, *self.days())


class LimitForm(ChangeForm):
    """Another limit of an adviser."""

    adviser = row_choice(_l("Adviser"), _l("Please choose an adviser."))
    name = SelectField(_l("Limit"), validators=[InputRequired(FILL_IN)])
    value = number(_l("At most"), 366)

    def offer(self, offer: Offer) -> None:
        """Let an adviser and a limit be chosen."""
        self.adviser.choices = _advisers(offer)
        words = limit_words(own_words)
        self.name.choices = [SelectChoice(name, words[name]) for name in LIMITS]

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then the number by the limit."""
        super().validate(extra_validators)
        check_most(self.value, self.name.data)
        return not self.errors

    def change(self) -> AdviserLimit:
        """What was entered."""
        return AdviserLimit(self.adviser.data, self.name.data, self.value.data or 0)


def _known(adviser: Adviser, locale: str) -> str:
    """A name with what is known: where the adviser lives, and the topics."""
    topics = gettext(", ").join(each.name(locale) for each in adviser.topics)
    home = prefecture(adviser.home).name(Locale(locale))
    aside = gettext("; ").join(filter(None, (home, topics)))
    return adviser.display_name(locale) + str(gettext(" (%(aside)s)", aside=aside))


def _advisers(offer: Offer) -> list[SelectChoice]:
    locale = current_locale()
    return [
        SelectChoice(str(each.adviser_id), each.adviser.display_name(locale))
        for each in offer.engagements
    ]
