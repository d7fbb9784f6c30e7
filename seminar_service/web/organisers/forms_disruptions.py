"""What the office fills in where something upsets a tour."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.advisers.model import Adviser
from seminar_service.domain.prefectures import prefectures
from seminar_service.planning.disruption_values import (
    LONGEST_REASON,
    DisruptionDetails,
    DisruptionKind,
)
from seminar_service.web.fields import DayField, LineField, at_most, choices_of
from seminar_service.web.locale import current_locale

KINDS: Final[dict[StrEnum, Any]] = {
    DisruptionKind.ADVISER: _l("An adviser cannot come"),
    DisruptionKind.PLACES: _l("Nothing can be held in some prefectures"),
    DisruptionKind.EVERYWHERE: _l("Nothing can be held anywhere"),
}
NOBODY: Final = ""
LONGEST: Final = timedelta(days=366)


class DisruptionForm(FlaskForm):
    """What has happened, to whom or where, and on which days."""

    kind = RadioField(
        _l("What has happened?"),
        [InputRequired(_l("Please choose what has happened."))],
        choices=choices_of(KINDS),
    )
    adviser = SelectField(_l("Who cannot come"), default=NOBODY)
    places = SelectMultipleField(
        _l("Prefectures concerned"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Where a hall is lost, choose its prefecture."),
    )
    first_day = DayField(_l("First day"), [DataRequired(_l("Please enter the first day."))])
    last_day = DayField(_l("Last day"), description=_l("Left empty, it is that one day."))
    reason = LineField(
        _l("In a few words"),
        validators=[
            DataRequired(_l("Please write in a few words what has happened.")),
            at_most(LONGEST_REASON),
        ],
        description=_l(
            "For the office alone, such as: typhoon, hall closed. Please write nothing about "
            "anybody's health."
        ),
    )

    def __init__(
        self, advisers: Iterable[Adviser], codes: Iterable[str], concerned: str = ""
    ) -> None:
        """Offer advisers, and the prefectures (codes) that the tour goes to.

        Args:
            advisers: Who takes part in the tour.
            codes: The prefectures of its bids.
            concerned: The id of the adviser for whom the form is opened, or nothing.
        """
        advisers = list(advisers)
        of_one = concerned in {str(each.id) for each in advisers}
        opened = {"kind": DisruptionKind.ADVISER, "adviser": concerned} if of_one else {}
        super().__init__(data=opened)
        locale, offered = current_locale(), set(codes)
        for asked_for in (self.adviser, self.places):
            asked_for.flags.required = True
        self.adviser.choices = [
            SelectChoice(NOBODY, gettext("Please choose")),
            *(SelectChoice(str(each.id), each.display_name(locale)) for each in advisers),
        ]
        self.places.choices = [
            SelectChoice(each.code, each.name(locale))
            for each in prefectures()
            if each.code in offered
        ]

    def validate_adviser(self, field: Field) -> None:
        """See that somebody is named where somebody cannot come."""
        if self.kind.data == DisruptionKind.ADVISER and field.data == NOBODY:
            raise ValidationError(gettext("Please choose who cannot come."))

    def validate_places(self, field: Field) -> None:
        """See that places are named where it concerns places."""
        if self.kind.data == DisruptionKind.PLACES and not field.data:
            raise ValidationError(gettext("Please choose at least one prefecture."))

    def validate_last_day(self, field: Field) -> None:
        """See that the days are in order, and at most a year."""
        first = self.first_day.data
        if field.data is None or first is None:
            return
        if field.data < first:
            raise ValidationError(gettext("The last day lies before the first."))
        if field.data - first > LONGEST:
            raise ValidationError(gettext("At most a year can be lost at once."))

    def details(self) -> DisruptionDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        first = self.first_day.data
        last = self.last_day.data or first
        assert first is not None  # noqa: S101 (the form has been validated)
        assert last is not None  # noqa: S101 (as above)
        is_places = self.kind.data == DisruptionKind.PLACES
        return DisruptionDetails(
            first,
            last,
            adviser_id=int(self.adviser.data) if self.kind.data == DisruptionKind.ADVISER else None,
            places=frozenset(self.places.data or ()) if is_places else frozenset(),
            reason=self.reason.data or "",
        )
