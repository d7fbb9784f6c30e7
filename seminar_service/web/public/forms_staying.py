"""The answer to a seminar that was moved."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SubmitField

from seminar_service.web.editing.forms import VersionField


class StayForm(FlaskForm):
    """Two buttons, what date they speak of, and the protection against forged requests."""

    seen = VersionField()
    stay = SubmitField(_l("I stay registered"))
    withdraw = SubmitField(_l("I cancel my registration"))

    @property
    def is_answered(self) -> bool:
        """Whether exactly one of the buttons was pressed."""
        return bool(self.stay.data) is not bool(self.withdraw.data)
