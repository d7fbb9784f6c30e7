"""When a plan is released, and until when hosts and advisers are asked to answer."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import DataRequired, Optional, ValidationError

from seminar_service.domain.japan_time import instant_of
from seminar_service.web.clock import today
from seminar_service.web.fields import ClockField, DayField


class ReleaseForm(FlaskForm):
    """The deed; `shown` is the fingerprint of the preview above the button."""

    shown = HiddenField()
    until = DayField(_l("Answers until"), validators=[Optional()])

    def validate_until(self, field: DayField) -> None:
        """Whoever is asked has at least the day left.

        Raises:
            ValidationError: the day has passed.
        """
        if field.data and field.data < today():
            raise ValidationError(_l("Please choose a day from today on."))


class ScheduleForm(ReleaseForm):
    """When a plan is to be released as its preview says."""

    day = DayField(_l("Date of the release"), [DataRequired(_l("Please enter a date."))])
    clock = ClockField(_l("Time of the release"), [DataRequired(_l("Please enter a time."))])

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        """Keep its names apart from those of the form that releases at once."""
        super().__init__(prefix="later", **arguments)

    @property
    def release_at(self) -> datetime:
        """When; ask for it only after a `validate` that succeeded."""
        day, clock = self.day.data, self.clock.data
        assert day is not None  # noqa: S101 (the form has been validated)
        assert clock is not None  # noqa: S101 (as above)
        return instant_of(day, clock)
