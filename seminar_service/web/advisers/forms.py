"""What advisers fill in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SubmitField
from wtforms.validators import InputRequired, ValidationError

from seminar_service.web.editing.forms import ShownField
from seminar_service.web.fields import ParagraphField, at_most

LONGEST_NOTE = 500


class AnswerForm(FlaskForm):
    """Confirm or decline one seminar; who declines says why, so that the office can plan anew.

    `shown` names what was seen of it.
    """

    is_outdated = False

    seminar = HiddenField(validators=[InputRequired()])
    shown = ShownField()
    note = ParagraphField(_l("Message to the office"), validators=[at_most(LONGEST_NOTE)])
    confirm = SubmitField(_l("Confirm"))
    decline = SubmitField(_l("Decline"))

    @property
    def agrees(self) -> bool:
        """Which button was pressed."""
        return bool(self.confirm.data)

    def validate_note(self, field: ParagraphField) -> None:
        """A refusal needs its reason.

        Raises:
            ValidationError: declined without a word.
        """
        if not self.agrees and not field.data:
            raise ValidationError(_l("Please tell us in a few words why this date does not suit."))


class FeedForm(FlaskForm):
    """A button that makes a calendar address."""
