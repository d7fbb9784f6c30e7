"""The form with which somebody registers, as its seminar asks."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField
from wtforms.validators import AnyOf, DataRequired

from seminar_service.domain.access_codes import LONGEST_CODE
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.questions.asked import Asked
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from seminar_service.web.fields import (
    LineField,
    MailAddressField,
    at_most,
    mail_checks,
)
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.mode_words import mode_field
from seminar_service.web.name_fields import person_name_field
from seminar_service.web.own_fields import OwnForm, own_fields
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import (
    BELOW_THE_NAME,
    BESIDE_THE_NAME,
    Fields,
    standard_answers,
    standard_fields,
)
from seminar_service.web.sharing_words import sharing_fields

LONGEST_KEY = 64


class RegistrationForm(AsksBack, OwnForm, FlaskForm):
    """What a participant fills in; `registration_form` makes one with its fields.

    `form_key` makes the form recognisable when it comes twice.
    """

    @property
    def attends(self) -> AttendanceMode:
        """How the person wants to attend."""
        return AttendanceMode(self["mode"].data) if "mode" in self else AttendanceMode.ON_SITE

    @property
    def code_given(self) -> str:
        """The code of the host, as typed; empty where none is asked for."""
        return (self["access_code"].data or "") if "access_code" in self else ""

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self["email"])

    def applicant(self, locale: str) -> Applicant:
        """What a valid form says, as the service takes it, without answers to own questions."""
        return Applicant(
            name=self["name"].data,
            email=self["email"].data,
            locale=locale,
            **standard_answers(self),
        )


def registration_form(
    asked: Asked,
    locale: str,
    seminar: Seminar | None = None,
    **arguments: Any,  # noqa: ANN401 (as the library has it)
) -> RegistrationForm:
    """The form that asks what a seminar's asks, in a language.

    Where `seminar` can be attended in two ways, it asks for one of them.
    """
    fields = (  # made in this order, in which forms have them
        modes_of(seminar)
        | name_field()
        | standard_fields(asked, BESIDE_THE_NAME)
        | mail_field()
        | standard_fields(asked, BELOW_THE_NAME)
        | own_fields(asked, locale)
        | code_field(seminar)
        | _last_fields()
    )
    kind = type(RegistrationForm.__name__, (RegistrationForm,), fields | {"sheet": asked})
    form = kind(**arguments)
    assert isinstance(form, RegistrationForm)  # noqa: S101 (for the checker of types)
    return form


def code_field(seminar: Seminar | None) -> Fields:
    """The field for the code of the host, where the form of a seminar asks for one."""
    if seminar is None or not seminar.needs_code:
        return {}
    return {
        "access_code": LineField(
            _l("Access code"),
            [DataRequired(_l("Please enter the code.")), at_most(LONGEST_CODE)],
            description=_l("The host gives it to its members. Please ask there if you have none."),
        )
    }


def modes_of(seminar: Seminar | None) -> Fields:
    """The field for how somebody attends, where a seminar can be attended in two ways."""
    return {"mode": mode_field(seminar)} if seminar is not None and seminar.is_hybrid else {}


def name_field() -> Fields:
    """The field for the name of a person."""
    return {"name": person_name_field(_l("Please enter your name."))}


def mail_field() -> Fields:
    """The field for the mail address of a person."""
    return {
        "email": MailAddressField(
            _l("Email address"),
            validators=[
                DataRequired(_l("Please enter your email address.")),
                *mail_checks(),
            ],
            description=_l("Your confirmation and every change go to this address."),
        )
    }


def _last_fields() -> Fields:
    return sharing_fields() | {
        "consent": BooleanField(
            _l("I agree to the handling of my personal data as described above"),
            validators=[DataRequired(_l("We can only take your registration if you agree."))],
        ),
        "form_key": HiddenField(validators=[at_most(LONGEST_KEY)]),
    }


class WithdrawForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class ButtonForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class ModeForm(FlaskForm):
    """A button; `mode` is how the person attends once it is pressed: two presses are one."""

    mode = HiddenField(validators=[AnyOf([mode.value for mode in AttendanceMode])])


class FeedForm(FlaskForm):
    """Only a button, and the protection against forged requests."""


class Step(StrEnum):
    """What the button of the registration form asks for."""

    CHECK = "check"
    EDIT = "edit"
    SEND = "send"
