"""The form in which office and host set the code of a seminar for members."""

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from seminar_service.domain.access_codes import LONGEST_CODE, is_fit
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import LineField, at_most

DRAW = "draw"
"""What the button sends that has a code drawn."""


class AccessCodeForm(VersionedForm):
    """The code; with the other button the service draws one."""

    access_code = LineField(
        _l("Access code"),
        [at_most(LONGEST_CODE)],
        description=_l(
            "Letters and digits, six at least; upper and lower case, spaces and hyphens make no "
            "difference. Empty: the form asks for no code."
        ),
    )

    def validate_access_code(self, field: Field) -> None:
        """Refuse what is too short, or has other signs."""
        if field.data and not is_fit(field.data):
            raise ValidationError(gettext("Please enter six letters or digits at least."))

    @property
    def wanted(self) -> str | None:
        """The code as entered, empty for none; None where one is to be drawn."""
        return None if request.form.get("step") == DRAW else self.access_code.data or ""
