"""What a host fills in about people whom it registers itself."""

from collections.abc import Iterator

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import Optional, ValidationError

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.questions.asked import Asked
from seminar_service.registrations.values import Applicant
from seminar_service.web.fields import (
    MailAddressField,
    ReadingField,
    TelephoneField,
    at_most,
    mail_checks,
)
from seminar_service.web.key_fields import KeyField, new_key
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.name_fields import NameField, person_name_field
from seminar_service.web.own_fields import OwnForm, own_fields, without_files
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import agrees_to_passing_on


class HostPersonForm(AsksBack, OwnForm, FlaskForm):
    """Somebody whom a host registers, or who comes in place of such a person.

    `host_person_form` makes one with the own questions of its seminar.
    """

    name = person_name_field()
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
    consent = agrees_to_passing_on()
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
        """What a valid form says, as the service takes it, without answers to own questions."""
        return Applicant(
            name=self.name.data or "",
            name_kana=self.name_kana.data or "",
            email=self.email.data or "",
            telephone=self.telephone.data or "",
            company=self.company.data or "",
            locale=locale,
            source=RegistrationSource.HOST,
        )


def host_person_form(asked: Asked, locale: str) -> HostPersonForm:
    """The form that asks what a seminar's asks of each person, in a language, but no files."""
    asked = without_files(asked)
    fields = own_fields(asked, locale) | {"consent": agrees_to_passing_on()}  # which comes last
    kind = type(HostPersonForm.__name__, (HostPersonForm,), fields | {"sheet": asked})
    form = kind()
    assert isinstance(form, HostPersonForm)  # noqa: S101 (for the checker of types)
    return form


class ButtonForm(FlaskForm):
    """Only a button, and the protection against forged requests."""
