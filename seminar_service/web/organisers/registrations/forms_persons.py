"""The forms in which the staff enters everything that is asked of a participant."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any, ClassVar, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from seminar_service.domain.vocabulary import AttendanceMode, RegistrationSource
from seminar_service.questions.asked import Asked
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    NEEDS,
    PARTICIPANT_KINDS,
)
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import (
    LineField,
    MailAddressField,
    ReadingField,
    TelephoneField,
    at_most,
    choices_of,
    mail_checks,
)
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.mode_words import MODES
from seminar_service.web.name_fields import NameField, person_name_field
from seminar_service.web.organisers.registrations.forms import asks_to_tell
from seminar_service.web.own_fields import OwnForm, options_of, own_fields, own_values
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import (
    LONGEST_NEED,
    boxes,
    standard_answers,
    standard_values,
)
from seminar_service.web.registration_words import LANGUAGES, SOURCES
from seminar_service.web.sharing_words import sharing_field

LONGEST_KEY: Final = 64
_BY_OFFICE: Final[dict[StrEnum, Any]] = {
    each: SOURCES[each]
    for each in (RegistrationSource.TELEPHONE, RegistrationSource.FAX, RegistrationSource.COUNTER)
}


def as_office_asks(asked: Asked) -> Asked:
    """What the staff enters of what a form asks: nothing is needed, because it may be unknown."""
    return replace(asked, own=tuple(replace(own, is_required=False) for own in asked.own))


def asks_for_consent() -> BooleanField:
    """The question whether somebody agrees of whom the staff enters something."""
    return BooleanField(
        _l("This person has agreed to the handling of the personal data"),
        validators=[DataRequired(_l("We can only take a registration if the person agrees."))],
        description=_l("Say what it is used for as the registration form does, and ask."),
    )


class PersonFields(Form):
    """Everything that is asked of a participant, as the staff enters it."""

    name = person_name_field()
    name_kana = ReadingField(_l("Furigana"), validators=[at_most(80)])
    email = MailAddressField(
        _l("Email address"),
        validators=[
            Optional(),
            *mail_checks(),
        ],
        description=_l("Without an address, somebody is told by telephone or fax."),
    )
    telephone = TelephoneField(_l("Telephone or fax number"), [at_most(40)])
    company = NameField(_l("Company or organisation"), validators=[at_most(120)])
    department = NameField(_l("Department and position"), validators=[at_most(120)])
    employees = SelectField(
        _l("Number of employees"), choices=[SelectChoice("", _l("unknown")), *choices_of(EMPLOYEES)]
    )
    industry = SelectField(
        _l("Industry"), choices=[SelectChoice("", _l("unknown")), *choices_of(INDUSTRIES)]
    )
    participant_kind = SelectField(
        _l("Takes part as"),
        choices=[SelectChoice("", _l("unknown")), *choices_of(PARTICIPANT_KINDS)],
    )
    heard_of = SelectField(
        _l("How they heard of it"), choices=[SelectChoice("", _l("unknown")), *choices_of(HEARD_OF)]
    )
    wishes_consultation = BooleanField(_l("Wishes a consultation"))
    needs = boxes(_l("Accessibility needs"), choices_of(NEEDS), [])
    needs_other = LineField(_l("Anything else that they need"), [at_most(LONGEST_NEED)])
    shared_with_host = sharing_field()
    locale = SelectField(
        _l("Language of emails"), choices=[SelectChoice(*each) for each in LANGUAGES.items()]
    )

    def validate_telephone(self, field: TelephoneField) -> None:
        """Ask for some way to reach the person."""
        if not field.data and not self.email.data and not self.email.errors:
            raise ValidationError(
                gettext("Please enter an email address, or a number where the person is reached.")
            )

    def applicant(self, **further: Any) -> Applicant:  # noqa: ANN401 (whatever an applicant has)
        """What a valid form says, as the service takes it."""
        return Applicant(
            name=self.name.data or "",
            email=self.email.data or "",
            locale=self.locale.data,
            **standard_answers(self),
            **further,
        )


class RegistrationEditForm(AsksBack, PersonFields, OwnForm, VersionedForm):
    """Changes what somebody has entered; `edit_form` makes one with the own questions."""

    beside: ClassVar = frozenset({"tell"})

    tell = asks_to_tell()

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)


class CallerForm(AsksBack, PersonFields, OwnForm, FlaskForm):
    """Somebody who registers by telephone, fax or at the counter; see `caller_form`."""

    source = RadioField(
        _l("Came by"),
        choices=choices_of(_BY_OFFICE),
        validators=[InputRequired(_l("Please choose how the registration came."))],
    )
    mode = RadioField(
        _l("How they attend"),
        choices=[SelectChoice(*each) for each in MODES.items()],
        default=AttendanceMode.ON_SITE.value,
        validators=[InputRequired(_l("Please choose how they attend."))],
    )
    consent = asks_for_consent()
    form_key = HiddenField(validators=[at_most(LONGEST_KEY)])

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)

    def leave_out_mode(self) -> None:
        """Ask nothing that is decided: the seminar can be attended at its venue alone."""
        del self.mode

    @property
    def attends(self) -> AttendanceMode:
        """How the person attends; at the venue where that is not asked."""
        return AttendanceMode(self.mode.data) if "mode" in self else AttendanceMode.ON_SITE

    @property
    def came_by(self) -> RegistrationSource:
        """How the registration came; call it only after a `validate` that succeeded."""
        return RegistrationSource(self.source.data)


def edit_form(
    asked: Asked,
    row: Registration,
    locale: str,
    **arguments: Any,  # noqa: ANN401 (as the library has it)
) -> RegistrationEditForm:
    """The form that shows what a registration says, with answers that are frozen for participants.

    Answers to questions that are asked no longer are not among them, and stay as they are.
    """
    asked = as_office_asks(asked)
    answers = {answer.question_id: answer for answer in row.answers}
    fields = own_fields(asked, locale, chosen=options_of(row.answers)) | {"tell": asks_to_tell()}
    kind = type(RegistrationEditForm.__name__, (RegistrationEditForm,), fields | {"sheet": asked})
    form = kind(data=_entered(row) | own_values(answers), **arguments)
    assert isinstance(form, RegistrationEditForm)  # noqa: S101 (for the checker of types)
    return form


def caller_form(asked: Asked, locale: str) -> CallerForm:
    """The form for a caller of a seminar, with its own questions in a language."""
    asked = as_office_asks(asked)
    fields = own_fields(asked, locale) | {"consent": asks_for_consent()}
    kind = type(CallerForm.__name__, (CallerForm,), fields | {"sheet": asked})
    form = kind()
    assert isinstance(form, CallerForm)  # noqa: S101 (for the checker of types)
    return form


def _entered(row: Registration) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in ("name", "email", "locale", "version")}
    return values | {
        name: "" if value is None else value for name, value in standard_values(row).items()
    }
