"""The form with which one contact registers several people of a company."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FormField, HiddenField
from wtforms.validators import DataRequired, Optional

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.questions.asked import Asked
from seminar_service.registrations.parties.values import MOST_PEOPLE, Member, PartyApplication
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from seminar_service.web.fields import FoldedLength, MailAddressField, at_most, mail_checks
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.mode_words import own_mode_field
from seminar_service.web.name_fields import PersonNameField
from seminar_service.web.own_fields import OwnForm, given_answers, without_files
from seminar_service.web.public.forms import LONGEST_KEY, code_field, modes_of
from seminar_service.web.public.person_forms import person_fields
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_fields import (
    OF_COMPANY,
    Fields,
    standard_answers,
    standard_fields,
)
from seminar_service.web.row_lists import RowList
from seminar_service.web.sharing_words import sharing_fields

FIRST_ROWS: Final = 2
"""For how many people the form has room at first."""


class PersonForm(OwnForm):
    """One person of a party; a row in which nothing is entered is nobody."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is entered; how somebody attends says nothing without a name."""
        return not any(field.data for field in self if field.short_name != "mode")

    @property
    def attends(self) -> AttendanceMode | None:
        """How this person attends; None where it is as chosen for all."""
        said = self["mode"].data if "mode" in self else ""
        return AttendanceMode(said) if said else None

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check it, unless it is nobody."""
        return self.is_empty or super().validate(extra_validators)


class PartyForm(AsksBack, FlaskForm):
    """What the contact fills in; `party_form` makes one with its fields.

    Attributes:
        most: How many people the tour takes in one go.
        locale: The language of the emails.
    """

    most: int = MOST_PEOPLE
    locale: str = "ja"

    @property
    def rows(self) -> list[PersonForm]:
        """Those rows in which somebody is entered."""
        return [row.form for row in self["people"] if not row.form.is_empty]

    @property
    def may_add(self) -> bool:
        """Whether there may be one row more."""
        return len(self["people"]) < self.most

    def add_row(self) -> None:
        """Make room for one person more, up to the limit."""
        if self.may_add:
            self["people"].append_entry()

    def number_rows(self) -> None:
        """Give the fields of each person a label that tells them apart."""
        for number, row in enumerate(self["people"], start=1):
            for field in row.form:
                field.label.text = gettext(
                    "Person %(number)d: %(field)s", number=number, field=field.label.text
                )

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check each field, then how many people there are, and that nobody is there twice."""
        valid = super().validate(extra_validators)
        return (
            self._has_right_number()
            and self._has_nobody_twice()
            and valid
            and self._can_go_together()
        )

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail addresses."""
        yield from mail_questions(self["contact_email"])
        for row in self.rows:
            yield from mail_questions(row["email"])

    def application(self) -> PartyApplication:
        """What a valid form says, as the service takes it."""
        shared = standard_answers(self)
        return PartyApplication(
            contact_name=self["contact_name"].data,
            contact_email=self["contact_email"].data,
            locale=self.locale,
            goes_together=bool(self["goes_together"].data),
            mode=self._mode,
            members=[self._member(row, shared) for row in self.rows],
            access_code=self.code_given,
        )

    @property
    def code_given(self) -> str:
        """The code of the host, as typed; empty where none is asked for."""
        return (self["access_code"].data or "") if "access_code" in self else ""

    def complain_of(self, positions: tuple[int, ...]) -> None:
        """Say at these people, counted from 0, that they are registered already."""
        for position in positions:
            self.rows[position]["name"].errors = [
                gettext("This person is registered already. Please take them out here.")
            ]

    def _member(self, row: PersonForm, shared: dict[str, Any]) -> Member:
        applicant = Applicant(
            name=row["name"].data,
            email=row["email"].data or "",
            locale=self.locale,
            **(shared | standard_answers(row)),
        )
        return Member(applicant, given_answers(row), row.attends)

    @property
    def _mode(self) -> AttendanceMode:
        return AttendanceMode(self["mode"].data) if "mode" in self else AttendanceMode.ON_SITE

    def _can_go_together(self) -> bool:
        ways = {row.attends or self._mode for row in self.rows}
        if len(ways) == 1 or not self["goes_together"].data:
            return True
        self["goes_together"].errors = [
            gettext(
                "This is possible where all attend in the same way: places at the venue and online "
                "become free apart. Please take the tick out, or let all attend alike."
            )
        ]
        return False

    def _has_right_number(self) -> bool:
        if 0 < len(self.rows) <= self.most:
            return True
        said = gettext("Please enter from 1 to %(most)d people.", most=self.most)
        first = self["people"][0].form["name"]
        first.errors = [*first.errors, said]
        return False

    def _has_nobody_twice(self) -> bool:
        seen: set[tuple[str, str]] = set()
        twice = False
        for row in self.rows:
            address = row["email"].data or self["contact_email"].data or ""
            key = mail_key(address), name_key(row["name"].data or "")
            if key in seen:
                row["name"].errors = [gettext("This person stands here twice.")]
                twice = True
            seen.add(key)
        return not twice


def party_form(
    asked: Asked,
    locale: str,
    most: int,
    seminar: Seminar | None = None,
    **arguments: Any,  # noqa: ANN401 (as the library has it)
) -> PartyForm:
    """The form that asks what a seminar's asks of each person, and what is of the company once."""
    asked = without_files(asked)
    person = type(
        PersonForm.__name__,
        (PersonForm,),
        person_fields(asked, locale, _own_mail()) | _own_modes(seminar) | {"sheet": asked},
    )
    rows = RowList(FormField(person), min_entries=min(FIRST_ROWS, most), max_entries=MOST_PEOPLE)
    fields = (
        modes_of(seminar)
        | _contact_fields()
        | standard_fields(asked, OF_COMPANY)
        | _together_field()
        | {"people": rows}
        | code_field(seminar)
        | _last_fields()
        | {"most": most, "locale": locale}
    )
    form = type(PartyForm.__name__, (PartyForm,), fields)(**arguments)
    assert isinstance(form, PartyForm)  # noqa: S101 (for the checker of types)
    return form


def _own_modes(seminar: Seminar | None) -> Fields:
    """The field for how one person attends, where a seminar can be attended in two ways."""
    is_hybrid = seminar is not None and seminar.is_hybrid
    return {"mode": own_mode_field(seminar)} if seminar is not None and is_hybrid else {}


def _contact_fields() -> Fields:
    return {
        "contact_name": PersonNameField(
            _l("Your name"),
            validators=[
                DataRequired(_l("Please enter your name.")),
                at_most(80),
                FoldedLength(80, name_key),
            ],
        ),
        "contact_email": MailAddressField(
            _l("Your email address"),
            validators=[
                DataRequired(_l("Please enter your email address.")),
                *mail_checks(),
            ],
            description=_l("The link to the page of the group goes to this address."),
        ),
    }


def _together_field() -> Fields:
    return {
        "goes_together": BooleanField(
            _l("We would rather all come than only some of us"),
            description=_l(
                "Where not enough places are left, you all wait, and free places gather for you for"
                " a while. If not enough come together, they are offered one by one."
            ),
        )
    }


def _own_mail() -> Fields:
    return {
        "email": MailAddressField(
            _l("Email address"),
            validators=[Optional(), *mail_checks()],
            description=_l("Empty: emails about this person go to your address."),
        )
    }


def _last_fields() -> Fields:
    return sharing_fields() | {
        "consent": BooleanField(
            _l(
                "I agree to the handling of personal data as described above, and so does everybody"
                " in this group"
            ),
            validators=[DataRequired(_l("We can only take your registration if you agree."))],
        ),
        "form_key": HiddenField(validators=[at_most(LONGEST_KEY)]),
    }
