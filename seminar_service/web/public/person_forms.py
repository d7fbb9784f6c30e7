"""Forms that name another person: a substitute, and what is asked of one."""

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm

from seminar_service.questions.asked import Asked
from seminar_service.registrations.values import Applicant
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.own_fields import OwnForm, own_fields, without_files
from seminar_service.web.public.forms import mail_field, name_field
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import (
    BESIDE_THE_NAME,
    OF_PERSON,
    Fields,
    agrees_to_passing_on,
    standard_answers,
    standard_fields,
)


class SubstituteForm(AsksBack, OwnForm, FlaskForm):
    """Who takes over a place; `substitute_form` makes one with its fields."""

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self["email"])

    def applicant(self, locale: str) -> Applicant:
        """What a valid form says, without the company and answers to own questions."""
        return Applicant(
            name=self["name"].data,
            email=self["email"].data,
            locale=locale,
            **standard_answers(self),
        )


def substitute_form(asked: Asked, locale: str, **arguments: Any) -> SubstituteForm:  # noqa: ANN401 (as the library has it)
    """The form that asks of a substitute what a seminar's asks of each person, in a language."""
    asked = without_files(asked)
    fields = person_fields(asked, locale, mail_field()) | {"consent": agrees_to_passing_on()}
    kind = type(SubstituteForm.__name__, (SubstituteForm,), fields | {"sheet": asked})
    form = kind(**arguments)
    assert isinstance(form, SubstituteForm)  # noqa: S101 (for the checker of types)
    return form


def person_fields(asked: Asked, locale: str, mail: Fields) -> Fields:
    """What is asked of each person of a company, in the order of forms."""
    return (
        name_field()
        | standard_fields(asked, BESIDE_THE_NAME)
        | mail
        | standard_fields(asked, OF_PERSON)
        | own_fields(asked, locale)
    )
