"""What the staff fills in to bring in registrations from a file."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from seminar_service.web.organisers.registrations.forms import TELL, asks_to_tell


class BringInForm(FlaskForm):
    """Whether people are told; `promised` is what was shown to become of the lines."""

    promised = HiddenField()
    tell = asks_to_tell()
    consent = BooleanField(
        _l("All these people have agreed to the handling of their personal data"),
        validators=[DataRequired(_l("We can only take registrations of people who agree."))],
    )

    @property
    def tells(self) -> bool:
        """Whether people get the mail that a registration brings."""
        return bool(self.tell.data == TELL)
