"""The form with which somebody registers."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.registrations.values import Applicant
from seminar_service.web.fields import FoldedLength, MailAddressField, ReadingField, at_most
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.name_fields import NameField, PersonNameField
from seminar_service.web.public.labels import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.questions import AsksBack, Question

LONGEST_KEY = 64


def choices(labels: Mapping[StrEnum, Any]) -> list[SelectChoice]:
    """A closed list as WTForms takes it."""
    return [SelectChoice(value.value, label) for value, label in labels.items()]


class RegistrationForm(AsksBack, FlaskForm):
    """What a participant fills in; `form_key` makes the form recognisable when it comes twice."""

    name = PersonNameField(
        _l("Name"),
        validators=[
            DataRequired(_l("Please enter your name.")),
            at_most(80),
            FoldedLength(80, name_key),
        ],
    )
    name_kana = ReadingField(
        _l("Furigana"),
        validators=[at_most(80)],
        description=_l("Leave it empty if your name is not written in kanji or kana."),
    )
    email = MailAddressField(
        _l("Email address"),
        validators=[
            DataRequired(_l("Please enter your email address.")),
            Email(_l("This is not an email address. Please enter one such as hanako@example.jp.")),
            at_most(254),
            FoldedLength(254, mail_key),
        ],
        description=_l("Your confirmation and every change go to this address."),
    )
    company = NameField(_l("Company or organisation"), validators=[at_most(120)])
    department = NameField(_l("Department and position"), validators=[at_most(120)])
    employees = SelectField(
        _l("Number of employees"),
        choices=[SelectChoice("", _l("Please choose")), *choices(EMPLOYEES)],
    )
    industry = SelectField(
        _l("Industry"), choices=[SelectChoice("", _l("Please choose")), *choices(INDUSTRIES)]
    )
    participant_kind = RadioField(
        _l("You are taking part as"),
        choices=choices(PARTICIPANT_KINDS),
        validators=[InputRequired(_l("Please choose what fits you best."))],
    )
    wishes_consultation = BooleanField(
        _l("I would like to talk to the adviser in private after the seminar"),
        description=_l("Free of charge. The office will write to you about the time."),
    )
    consent = BooleanField(
        _l("I agree to the handling of my personal data as described above"),
        validators=[DataRequired(_l("We can only take your registration if you agree."))],
    )
    form_key = HiddenField(validators=[at_most(LONGEST_KEY)])

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)

    def applicant(self, locale: str) -> Applicant:
        """What a valid form says, as the service takes it."""
        return Applicant(
            name=self.name.data,
            name_kana=self.name_kana.data or "",
            email=self.email.data,
            company=self.company.data or "",
            department=self.department.data or "",
            employees=EmployeeBand(self.employees.data) if self.employees.data else None,
            industry=Industry(self.industry.data) if self.industry.data else None,
            participant_kind=ParticipantKind(self.participant_kind.data),
            wishes_consultation=self.wishes_consultation.data,
            locale=locale,
        )


class WithdrawForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class ButtonForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class FeedForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class Step(StrEnum):
    """What the button of the registration form asks for."""

    CHECK = "check"
    EDIT = "edit"
    SEND = "send"
