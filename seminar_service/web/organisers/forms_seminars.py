"""What the staff fills in about seminars."""

from collections.abc import Iterator
from typing import Any, Final

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    SubmitField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from seminar_service.releases.amendments import Description
from seminar_service.releases.cancellations import Reason
from seminar_service.web.address_questions import stale_address
from seminar_service.web.editing.forms import ShownField, VersionedForm, version_in
from seminar_service.web.fields import (
    ClockField,
    DayField,
    LineField,
    ParagraphField,
    PositionField,
    PostalCodeField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.limits import LARGEST_VENUE
from seminar_service.web.questions import AsksBack, Question

PLAN_AGAIN: Final = "plan_again"
CLOSE: Final = "close"


class AnnounceForm(FlaskForm):
    """Which confirmed seminars become public."""

    seminars = SelectMultipleField(_l("Seminars"), validate_choice=False)

    def versions(self) -> dict[str, int | None]:
        """The chosen seminars, each with the version that the list showed."""
        return {
            public_id: version_in(request.form.get(f"version-{public_id}", ""))
            for public_id in self.seminars.data
        }


LONGEST_HOURS: Final = 24 * 60
"""How long before its start registration for a seminar may close: sixty days."""


class DescriptionForm(AsksBack, VersionedForm):
    """What the public reads about a seminar."""

    title_ja = LineField(_l("Title in Japanese"), [InputRequired(), at_most(200)])
    title_en = LineField(_l("Title in English"), [InputRequired(), at_most(200)])
    description_ja = ParagraphField(_l("Description in Japanese"), [at_most(4000)])
    description_en = ParagraphField(_l("Description in English"), [at_most(4000)])
    programme_ja = ParagraphField(
        _l("Programme in Japanese"),
        [at_most(2000)],
        description=_l("What happens when, a line each, such as: 13:30 Lecture (adviser's name)"),
    )
    programme_en = ParagraphField(_l("Programme in English"), [at_most(2000)])
    venue_name = LineField(_l("Venue"), [InputRequired(), at_most(120)])
    venue_postal_code = PostalCodeField(_l("Postal code"))
    venue_address = LineField(_l("Address"), [at_most(200)])
    access_ja = ParagraphField(
        _l("How to get there, in Japanese"),
        [at_most(1000)],
        description=_l("The nearest station and exit, the walk from there, buses, parking."),
    )
    access_en = ParagraphField(_l("How to get there, in English"), [at_most(1000)])
    venue_position = PositionField(
        _l("Position (latitude, longitude)"),
        description=_l(
            "Only if you know the building's own: calendars show it on their maps. Copied from a "
            "map, such as 35.681236, 139.767125."
        ),
    )
    capacity = WholeNumberField(
        _l("Places at the venue"), [InputRequired(), NumberRange(min=1, max=LARGEST_VENUE)]
    )
    online_capacity = WholeNumberField(
        _l("Places online"),
        [Optional(), NumberRange(min=0, max=LARGEST_VENUE)],
        description=_l("Empty or 0: nobody attends online."),
    )
    registration_opens_on = DayField(
        _l("Registration opens on"),
        [Optional()],
        description=_l("Empty: registration opens when the tour's settings say."),
    )
    registration_opens_time = ClockField(
        _l("Registration opens at"), [Optional()], description=_l("Empty: at 10:00.")
    )
    company_limit = WholeNumberField(
        _l("People of one company, at most"),
        [Optional(), NumberRange(min=0, max=LARGEST_VENUE)],
        description=_l("Empty: as the tour's settings say. 0: any number."),
    )
    registration_closes_on = DayField(
        _l("Last day of registration"),
        [Optional()],
        description=_l("Empty: registration closes when the tour's settings say."),
    )
    registration_closes_time = ClockField(
        _l("Registration closes at"),
        [Optional()],
        description=_l("On the last day. Empty: when that day ends."),
    )
    registration_closes_hours = WholeNumberField(
        _l("Registration closes before the start: hours"),
        [Optional(), NumberRange(min=0, max=LONGEST_HOURS)],
        description=_l("Instead of a last day; it moves along with the seminar."),
    )

    def validate_registration_closes_time(self, field: Field) -> None:
        """Refuse an hour of no day."""
        if field.data and not self.registration_closes_on.data:
            raise ValidationError(gettext("Please enter the day, too."))

    def validate_registration_opens_time(self, field: Field) -> None:
        """Refuse an hour of no day."""
        if field.data and not self.registration_opens_on.data:
            raise ValidationError(gettext("Please enter the day, too."))

    def validate_registration_closes_hours(self, field: Field) -> None:
        """Refuse two ends."""
        if field.data is not None and self.registration_closes_on.data:
            raise ValidationError(gettext("Please enter either a last day or hours."))

    def questions(self) -> Iterator[Question]:
        """Whether address and position beside a new venue are still those of the old one."""
        yield from stale_address(self.venue_name, self.venue_address, self.venue_postal_code)
        yield from self._about_position()

    def _about_position(self) -> Iterator[Question]:
        """Whether the position beside a new venue is still that of the old one."""
        position, venue = self.venue_position, (self.venue_name, self.venue_address)
        moved = any(field.data != field.object_data for field in venue)
        if moved and position.data and position.data == position.object_data:
            text = gettext("The venue is another one, and the position is still the old one.")
            yield Question("position", (position, *venue), text)

    def description(self) -> Description:
        """The fields as the service takes them."""
        return Description(
            title_ja=self.title_ja.data,
            title_en=self.title_en.data,
            description_ja=self.description_ja.data,
            description_en=self.description_en.data,
            venue_name=self.venue_name.data,
            venue_postal_code=self.venue_postal_code.data,
            venue_address=self.venue_address.data,
            venue_position=self.venue_position.data or "",
            capacity=self.capacity.data or 0,
            online_capacity=self.online_capacity.data or 0,
            company_limit=self.company_limit.data,
            programme_ja=self.programme_ja.data or "",
            programme_en=self.programme_en.data or "",
            access_ja=self.access_ja.data or "",
            access_en=self.access_en.data or "",
            registration_closes_on=self.registration_closes_on.data,
            registration_closes_time=self.registration_closes_time.data,
            registration_closes_hours=self.registration_closes_hours.data,
            registration_opens_on=self.registration_opens_on.data,
            registration_opens_time=self.registration_opens_time.data,
        )


class CancelForm(VersionedForm):
    """Cancelling takes a reason, which everybody is told, and what becomes of the bid."""

    beside = frozenset({"note_ja", "note_en", "bid"})

    note_ja = ParagraphField(
        _l("Reason in Japanese"),
        [at_most(500)],
        description=_l(
            "Host, advisers and participants read it in their email, each in their language. Who "
            "reads the language that is left empty gets the other one, marked as such."
        ),
    )
    note_en = ParagraphField(_l("Reason in English"), [at_most(500)])
    bid = RadioField(
        _l("What becomes of the bid?"),
        [InputRequired(_l("Please choose what becomes of the bid."))],
        choices=[
            SelectChoice(PLAN_AGAIN, _l("Plan again: the next plan may give it another day")),
            SelectChoice(CLOSE, _l("The bid is done with: no plan takes it up")),
        ],
        description=_l("The host is told."),
    )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields; one of both languages is needed."""
        super().validate(extra_validators)
        if not (self.note_ja.data or self.note_en.data) and not self.note_ja.errors:
            self.note_ja.errors = [gettext("Please say why, in Japanese or in English.")]
        return not self.errors

    def reason(self) -> Reason:
        """What was entered; call it only after a `validate` that succeeded."""
        return Reason(self.note_ja.data or "", self.note_en.data or "")

    @property
    def plan_again(self) -> bool:
        """Whether the next plan may hold the bid again."""
        return bool(self.bid.data == PLAN_AGAIN)


class AnswerForm(FlaskForm):
    """An answer that came by telephone; `adviser` is empty for the host's.

    `shown` names the question and the answer so far that were seen.
    """

    adviser = HiddenField()
    shown = ShownField()
    confirm = SubmitField(_l("Confirmed by telephone"))
    decline = SubmitField(_l("Declined by telephone"))
