"""What the staff fills in about a substitute."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from seminar_service.registrations.values import Applicant
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.organisers.registrations.forms import TELL, asks_to_tell
from seminar_service.web.organisers.registrations.forms_persons import PersonFields
from seminar_service.web.questions import AsksBack, Question


class StaffSubstituteForm(AsksBack, FlaskForm):
    """Who takes over a place; what is of the company stays as it is."""

    name = PersonFields.name
    name_kana = PersonFields.name_kana
    email = PersonFields.email
    telephone = PersonFields.telephone
    department = PersonFields.department
    seen = HiddenField()
    tell = asks_to_tell()
    consent = BooleanField(
        _l("This person has agreed to the handling of the personal data"),
        validators=[DataRequired(_l("We can only take a registration if the person agrees."))],
        description=_l("Say what it is used for as the registration form does, and ask."),
    )

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)

    @property
    def tells(self) -> bool:
        """Whether both get a mail."""
        return bool(self.tell.data == TELL)

    def applicant(self) -> Applicant:
        """What a valid form says of the person."""
        return Applicant(
            name=self.name.data or "",
            email=self.email.data or "",
            name_kana=self.name_kana.data or "",
            telephone=self.telephone.data or "",
            department=self.department.data or "",
        )
