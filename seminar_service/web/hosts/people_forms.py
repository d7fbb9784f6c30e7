"""What a host fills in about people whom it registers itself."""

from collections.abc import Iterator

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired, Optional, ValidationError

from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.registrations.values import Applicant
from seminar_service.web.fields import (
    FoldedLength,
    MailAddressField,
    ReadingField,
    TelephoneField,
    at_most,
    mail_checks,
)
from seminar_service.web.hosts.forms import KeyField, new_key
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.name_fields import NameField, PersonNameField
from seminar_service.web.questions import AsksBack, Question


class HostPersonForm(AsksBack, FlaskForm):
    """Somebody whom a host registers, or who comes in place of such a person."""

    name = PersonNameField(
        _l("Name"),
        validators=[
            DataRequired(_l("Please enter a name.")),
            at_most(80),
            FoldedLength(80, name_key),
        ],
    )
    name_kana = ReadingField(_l("Furigana"), validators=[at_most(80)])
    email = MailAddressField(
        _l("Email address"),
        validators=[
            Optional(),
            *mail_checks(),
        ],
        description=_l("The confirmation goes there, with a link to the person's own page."),
    )
    telephone = TelephoneField(
        _l("Telephone or fax number"),
        [at_most(40)],
        description=_l("Needed without an email address: the office tells this person then."),
    )
    company = NameField(_l("Company or organisation"), validators=[at_most(120)])
    consent = BooleanField(
        _l(
            "This person has agreed to having these details passed on, and to their handling as"
            " the registration form says"
        ),
        validators=[DataRequired(_l("Please ask the person first."))],
    )
    form_key = KeyField(default=new_key)

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)

    def validate_telephone(self, field: TelephoneField) -> None:
        """Ask for some way to reach the person."""
        if not field.data and not self.email.data and not self.email.errors:
            raise ValidationError(
                gettext("Please enter an email address, or a number where the person is reached.")
            )

    def applicant(self, locale: str) -> Applicant:
        """What a valid form says, as the service takes it."""
        return Applicant(
            name=self.name.data or "",
            name_kana=self.name_kana.data or "",
            email=self.email.data or "",
            telephone=self.telephone.data or "",
            company=self.company.data or "",
            locale=locale,
            source=RegistrationSource.HOST,
        )


class ButtonForm(FlaskForm):
    """Only a button, and the protection against forged requests."""
