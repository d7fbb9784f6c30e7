"""What the staff enters about attending online."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, ValidationError
from wtforms.validators import AnyOf

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.online_addresses import is_online_address
from seminar_service.seminars.online_places import LONGEST_URL
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import LineField, ParagraphField, at_most


class OnlineAddressForm(VersionedForm):
    """Where people attend online, and what they need beside the address."""

    online_url = LineField(
        _l("Online address"),
        [at_most(LONGEST_URL)],
        description=_l(
            "An address that begins with https://. Empty: it is not known, or no longer holds."
        ),
    )
    online_words = ParagraphField(
        _l("Meeting number, passcode and the like"),
        [at_most(1000)],
        description=_l("It stands below the address, for the same people."),
    )

    def validate_online_url(self, field: Field) -> None:
        """Refuse what is no https address."""
        if field.data and not is_online_address(field.data):
            raise ValidationError(
                gettext("Please enter a whole address such as https://meeting.example.jp/123.")
            )

    def validate_online_words(self, field: Field) -> None:
        """Refuse a passcode to nothing."""
        if field.data and not self.online_url.data:
            raise ValidationError(gettext("Please enter the address to which this belongs."))


class SwitchForm(FlaskForm):
    """A button; `mode` is how the person attends once it is pressed."""

    mode = HiddenField(validators=[AnyOf([mode.value for mode in AttendanceMode])])
