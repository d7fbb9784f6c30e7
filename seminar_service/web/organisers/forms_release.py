"""When a plan is released, and until when hosts and advisers are asked to answer."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired, Optional, ValidationError

from seminar_service.domain.japan_time import instant_of
from seminar_service.releases.preparing import LONGEST_REASON, LONGEST_WORDS
from seminar_service.web.clock import today
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import ClockField, DayField, LineField, ParagraphField, at_most


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


class PreparedMailForm(VersionedForm):
    """What is added to one email of a release, or why it is not sent; `mark` is what it told."""

    beside = frozenset({"mark"})

    mark = HiddenField()
    words = ParagraphField(
        _l("Paragraph to add"),
        validators=[at_most(LONGEST_WORDS)],
        description=_l(
            "Plain text, in the language of the email. It stands below the greeting; addresses of "
            "pages become links, nothing else is changed."
        ),
    )
    leave_out = BooleanField(_l("Do not send this email"))
    reason = LineField(
        _l("Reason"),
        validators=[at_most(LONGEST_REASON)],
        description=_l("Why this email is not sent. It is kept with the release, for the staff."),
    )

    def validate_leave_out(self, field: BooleanField) -> None:
        """A reason alone does not say whether the email is sent.

        Raises:
            ValidationError: there is a reason, and the box is not ticked.
        """
        if self.reason.data and not field.data:
            raise ValidationError(
                _l("Please tick this, or remove the reason: the email would be sent.")
            )

    def validate_reason(self, field: LineField) -> None:
        """Nobody is left out without a reason.

        Raises:
            ValidationError: there is none.
        """
        if self.leave_out.data and not field.data:
            raise ValidationError(_l("Please say why the email is not sent."))


class WordsForAllForm(VersionedForm):
    """What all emails of a release say beside their own text."""

    words_ja = ParagraphField(
        _l("Paragraph for all emails in Japanese"), validators=[at_most(LONGEST_WORDS)]
    )
    words_en = ParagraphField(
        _l("Paragraph for all emails in English"),
        validators=[at_most(LONGEST_WORDS)],
        description=_l("Where only one of the two is filled in, all emails carry that one."),
    )


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
