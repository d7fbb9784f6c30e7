"""The form of a support counter."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.counters.model import Counter
from seminar_service.counters.values import CounterDetails, Tongue
from seminar_service.web.bid_forms import prefecture_choices
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import (
    LineField,
    MailAddressField,
    ParagraphField,
    PostalCodeField,
    TelephoneField,
    at_most,
    choices_of,
    mail_checks,
)

FILL_IN = _l("Please fill in this field.")
TEXTS = (
    *("prefecture", "name_ja", "name_en", "postal_code", "address_ja", "address_en"),
    *("hours_ja", "hours_en", "telephone", "email", "expert_days_ja", "expert_days_en"),
    *("is_sample", "is_listed", "reports"),
)


class CounterForm(FlaskForm):
    """What is known of a counter."""

    prefecture = SelectField(
        _l("Prefecture"), validators=[InputRequired(_l("Please choose a prefecture."))]
    )
    name_ja = LineField(_l("Name of the counter"), validators=[DataRequired(FILL_IN), at_most(100)])
    name_en = LineField(_l("Name of the counter in English"), validators=[at_most(100)])
    postal_code = PostalCodeField(_l("Postal code"))
    address_ja = LineField(_l("Address"), validators=[DataRequired(FILL_IN), at_most(200)])
    address_en = LineField(_l("Address in English"), validators=[at_most(200)])
    hours_ja = LineField(_l("Hours"), validators=[DataRequired(FILL_IN), at_most(200)])
    hours_en = LineField(_l("Hours in English"), validators=[at_most(200)])
    telephone = TelephoneField(_l("Telephone number"), validators=[at_most(40)])
    email = MailAddressField(_l("Email address"), validators=[Optional(), *mail_checks()])
    tongues = SelectMultipleField(
        _l("Languages"),
        choices=choices_of(TONGUES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(_l("Please choose at least one language."))],
    )
    expert_days_ja = ParagraphField(_l("Days with experts"), validators=[at_most(500)])
    expert_days_en = ParagraphField(_l("Days with experts in English"), validators=[at_most(500)])
    is_listed = BooleanField(_l("Listed in the public directory"))
    reports = BooleanField(_l("Reports its consultations every month"))
    is_sample = BooleanField(_l("Sample: made up to show how pages look"))

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        super().__init__(**arguments)
        self.prefecture.choices = prefecture_choices()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then that no sample has a telephone number."""
        is_sound = bool(super().validate(extra_validators))
        if self.is_sample.data and self.telephone.data:
            message = gettext("A sample has no telephone number: somebody would call it.")
            self.telephone.errors = [*self.telephone.errors, message]
            return False
        return is_sound

    def details(self) -> CounterDetails:
        """What was entered; call it only after a `validate` that succeeded."""
        said = {name: self[name].data for name in TEXTS}
        return CounterDetails(**said, tongues=tuple(map(Tongue, self.tongues.data)))


class EditCounterForm(VersionedForm, CounterForm):
    """What is known of a counter from now on."""


def counter_values(row: Counter) -> dict[str, Any]:
    """What the form shows of a counter."""
    said: dict[str, Any] = {name: getattr(row, name) for name in TEXTS if name != "reports"}
    said["reports"] = row.reports_from is not None
    return said | {"tongues": [each.value for each in row.spoken], "version": row.version}


NEW_COUNTER = {"tongues": [Tongue.JA.value], "is_listed": True, "reports": True}
"""What the form of a new counter begins with."""
