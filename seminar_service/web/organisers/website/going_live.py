"""When something that the office writes is published: a part of its forms."""

from datetime import datetime
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from seminar_service.domain.japan_time import instant_of
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import ClockField, DayField

DRAFT: Final = "draft"
AT_ONCE: Final = "at_once"
LATER: Final = "later"


class GoingLiveForm(VersionedForm):
    """A form that says when what it holds is published; mix it in first."""

    when = RadioField(
        _l("Publish"),
        [InputRequired(_l("Please choose when it is published."))],
        choices=[
            SelectChoice(DRAFT, _l("Not yet: save as a draft")),
            SelectChoice(AT_ONCE, _l("At once")),
            SelectChoice(LATER, _l("At a set time")),
        ],
        default=DRAFT,
    )
    day = DayField(_l("Date"))
    clock = ClockField(_l("Time"))

    beside = frozenset({"when", "day", "clock"})

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: a set time has a day and lies ahead."""
        super().validate(extra_validators)
        if self.when.data == LATER and not self.when.errors:
            for field in (self.day, self.clock):
                if field.data is None and not field.errors:
                    complain(field, gettext("Please enter when it is to be published."))
            if not (self.day.errors or self.clock.errors) and self._set_time() <= now():
                complain(self.day, gettext("This time has passed. Please enter a later one."))
        return not self.errors

    def live_from(self) -> datetime | None:
        """From when on everybody sees it; call it only after a `validate` that succeeded."""
        if self.when.data == DRAFT:
            return None
        return now() if self.when.data == AT_ONCE else self._set_time()

    def _set_time(self) -> datetime:
        day, clock = self.day.data, self.clock.data
        assert day is not None  # noqa: S101 (asked after the fields were checked)
        assert clock is not None  # noqa: S101 (likewise)
        return instant_of(day, clock)
