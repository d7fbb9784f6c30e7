"""The sheet of a hand-over, and what it begins with."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from seminar_service.consultations.handovers import SheetDetails
from seminar_service.consultations.model import Case
from seminar_service.consultations.values import (
    LONGEST_MATTER,
    CaseSecrets,
    ContactWay,
    Receiver,
)
from seminar_service.web.desk_words import RECEIVERS, WAYS, subject_names
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import labelled
from seminar_service.web.fields import DayField, LineField, ParagraphField, at_most, choices_of

CONSENT_WAYS = {way: words for way, words in WAYS.items() if way is not ContactWay.INTERNAL}


class SheetFields(FlaskForm):
    """What goes to whom, and how the client agreed."""

    receiver = RadioField(_l("To whom"), [InputRequired()], choices=choices_of(RECEIVERS))
    receiver_name = LineField(_l("Name of the office or counter"), [Optional(), at_most(120)])
    sheet = ParagraphField(_l("Sheet"), [InputRequired(), at_most(LONGEST_MATTER)])
    consented_on = DayField(_l("The client agreed on"), [Optional()])
    consent_way = SelectField(
        _l("How the client agreed"),
        choices=[SelectChoice("", _l("Not yet")), *choices_of(CONSENT_WAYS)],
        default="",
    )

    def validate_consent_way(self, field: Field) -> None:
        """Ask for day and way of a consent together.

        Raises:
            ValidationError: One of them is missing.
        """
        if bool(field.data) is not bool(self.consented_on.data):
            raise ValidationError(gettext("Please enter the day and how the client agreed."))

    def details(self) -> SheetDetails:
        """What was filled in; call it only after a `validate` that succeeded."""
        way = self.consent_way.data
        return SheetDetails(
            receiver=Receiver(self.receiver.data),
            receiver_name=self.receiver_name.data or "",
            sheet=self.sheet.data or "",
            consented_on=self.consented_on.data,
            consent_way=ContactWay(way) if way else None,
        )


class NewSheetForm(SheetFields):
    """A sheet that somebody composes."""


class EditSheetForm(VersionedForm, SheetFields):
    """A sheet from now on, as long as it has not gone anywhere."""


def first_sheet(case: Case, secrets: CaseSecrets) -> str:
    """What a sheet begins with: what is known of the case, to be shortened by hand."""
    client = secrets.client
    facts = [
        (gettext("Case"), case.reference),
        (gettext("Company or organisation"), client.company),
        (gettext("Name"), client.name),
        (gettext("Telephone number"), client.telephone),
        (gettext("Email address"), client.email),
        (gettext("Subjects"), subject_names(case)),
    ]
    lines = [labelled(label, value) for label, value in facts if value]
    return "\n".join([*lines, "", secrets.matter]).strip()
