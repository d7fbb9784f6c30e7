"""The address of an adviser's own calendar, and the days that were found under it."""

from datetime import date
from typing import ClassVar, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired

from seminar_service.fetching.addresses import normalised
from seminar_service.fetching.errors import AddressMalformed
from seminar_service.web.advisers.found_days import days_in
from seminar_service.web.fields import NormalisedField

MALFORMED: Final = _l(
    "Please enter an address that begins with https:// or webcal://, without a user name and "
    "password."
)


class CalendarAddressField(NormalisedField):
    """Where a calendar is, kept as an address that begins with https."""

    normalise = staticmethod(normalised)
    messages: ClassVar = {AddressMalformed: MALFORMED}


class AddressForm(FlaskForm):
    """An address, which is fetched at once."""

    address = CalendarAddressField(
        _l("Address of your calendar"),
        validators=[InputRequired(_l("Please fill in this field."))],
        description=_l(
            "The secret address in iCal format that your calendar program gives you for sharing."
        ),
    )

    def complain(self, message: str) -> None:
        """Say what came of the address."""
        self.address.errors = [*self.address.errors, message]


class SubscribeForm(FlaskForm):
    """The address that was tried, and the days that were found."""

    address = HiddenField()
    found = HiddenField()

    @property
    def days(self) -> set[date]:
        """The days; what is none is left out."""
        return days_in(self.found.data or "")


class EndForm(FlaskForm):
    """A button."""
