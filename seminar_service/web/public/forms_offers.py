"""The answer to an offered place."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SubmitField


class OfferForm(FlaskForm):
    """Two buttons, and the protection against forged requests."""

    accept = SubmitField(_l("Accept the place"))
    decline = SubmitField(_l("Decline the place"))

    @property
    def is_answered(self) -> bool:
        """Whether exactly one of the buttons was pressed."""
        return bool(self.accept.data) is not bool(self.decline.data)
