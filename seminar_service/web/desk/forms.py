"""What the desk fills in about cases."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import Email, InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.consultations.model import Case, DeskSubject
from seminar_service.consultations.states import CASE_TRANSITIONS, CaseAction
from seminar_service.consultations.values import (
    LONGEST_MATTER,
    LONGEST_STEP,
    MOST_MINUTES,
    CaseFacts,
    CaseSecrets,
    Channel,
    Client,
    ClientKind,
    ContactWay,
    Result,
)
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.web.answer_words import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.desk_words import (
    ACTIONS,
    CHANNELS,
    CLIENT_KINDS,
    RESULTS,
    WAYS,
)
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.fields import (
    ClockField,
    DayField,
    LineField,
    MailAddressField,
    ParagraphField,
    TelephoneField,
    WholeNumberField,
    at_most,
    choices_of,
)
from seminar_service.web.key_fields import KeyField, new_key
from seminar_service.web.locale import current_locale

NOT_KNOWN: Final = _l("Not known")
NO_ADDRESS: Final = _l("This is not an email address. Please enter one such as name@example.jp.")


def _offered(labels: Mapping[StrEnum, Any]) -> list[SelectChoice]:
    return [SelectChoice("", NOT_KNOWN), *choices_of(labels)]


class CaseFields(FlaskForm):
    """What is said of a case; all of it can be left open while somebody is on the telephone."""

    matter = ParagraphField(_l("What it is about"), [Optional(), at_most(LONGEST_MATTER)])
    subjects = SelectMultipleField(
        _l("Subjects"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    client_kind = RadioField(
        _l("Who asks"), [InputRequired()], choices=choices_of(CLIENT_KINDS), default="company"
    )
    company = LineField(_l("Company or organisation"), [Optional(), at_most(120)])
    name = LineField(_l("Name"), [Optional(), at_most(80)])
    telephone = TelephoneField(_l("Telephone number"), [Optional(), at_most(40)])
    email = MailAddressField(
        _l("Email address"), [Optional(), at_most(254), Email(message=NO_ADDRESS)]
    )
    channel = RadioField(
        _l("How it reached the desk"),
        [InputRequired()],
        choices=choices_of(CHANNELS),
        default="telephone",
    )
    user_kind = SelectField(
        _l("Position of who asks"), choices=_offered(PARTICIPANT_KINDS), default=""
    )
    employees = SelectField(_l("Number of employees"), choices=_offered(EMPLOYEES), default="")
    industry = SelectField(_l("Industry"), choices=_offered(INDUSTRIES), default="")
    prefecture = SelectField(_l("Prefecture"), default="")
    next_step = LineField(_l("Next step"), [Optional(), at_most(LONGEST_STEP)])
    due_on = DayField(_l("To be done by"), [Optional()])

    def offer(self, subjects: Iterable[DeskSubject]) -> None:
        """Offer subjects and prefectures in the reader's language; call it at first."""
        locale = current_locale()
        self.subjects.choices = [(row.id, row.name(locale)) for row in subjects]
        places = [SelectChoice(each.code, each.name(locale)) for each in prefectures()]
        self.prefecture.choices = [SelectChoice("", NOT_KNOWN), *places]

    def validate_client_kind(self, field: Field) -> None:
        """Refuse names of somebody who wants to stay anonymous.

        Raises:
            ValidationError: Something names them.
        """
        named = any((self.company.data, self.name.data, self.telephone.data, self.email.data))
        if field.data == ClientKind.ANONYMOUS and named:
            raise ValidationError(
                gettext("Of somebody anonymous please enter no name, number or address.")
            )

    def facts(self) -> CaseFacts:
        """What is counted; call it only after a `validate` that succeeded."""
        return CaseFacts(
            channel=Channel(self.channel.data),
            client_kind=ClientKind(self.client_kind.data),
            user_kind=ParticipantKind(self.user_kind.data) if self.user_kind.data else None,
            employees=EmployeeBand(self.employees.data) if self.employees.data else None,
            industry=Industry(self.industry.data) if self.industry.data else None,
            prefecture=self.prefecture.data or "",
            subject_ids=frozenset(self.subjects.data or ()),
        )

    def secrets(self) -> CaseSecrets:
        """What lies under seal."""
        client = Client(
            name=self.name.data or "",
            company=self.company.data or "",
            email=self.email.data or "",
            telephone=self.telephone.data or "",
        )
        return CaseSecrets(client, self.matter.data or "", self.next_step.data or "")


class NewCaseForm(CaseFields):
    """A case that somebody takes down, mostly on the telephone."""

    form_key = KeyField(default=new_key)
    mine = BooleanField(_l("I work on it myself"), default=True)


class EditCaseForm(VersionedForm, CaseFields):
    """What is said of a case from now on."""


def case_values(case: Case, secrets: CaseSecrets) -> dict[str, Any]:
    """What a form shows of a case."""
    return {
        "version": case.version,
        "matter": secrets.matter,
        "next_step": secrets.next_step,
        "subjects": [row.id for row in case.subjects],
        "client_kind": case.client_kind.value,
        "channel": case.channel.value,
        "user_kind": case.user_kind.value if case.user_kind else "",
        "employees": case.employees.value if case.employees else "",
        "industry": case.industry.value if case.industry else "",
        "prefecture": case.prefecture,
        "due_on": case.due_on,
    } | vars(secrets.client)


class ContactForm(FlaskForm):
    """What an expert has done: when, how, how long, and what was said."""

    form_key = KeyField(default=new_key)
    day = DayField(_l("Day"), [InputRequired()])
    clock = ClockField(_l("Time"), [InputRequired()])
    way = RadioField(_l("How"), [InputRequired()], choices=choices_of(WAYS), default="telephone")
    minutes = WholeNumberField(
        _l("Minutes"), [InputRequired(), NumberRange(min=0, max=MOST_MINUTES)]
    )
    note = ParagraphField(_l("Note"), [Optional(), at_most(LONGEST_MATTER)])

    def at(self, make: Any) -> datetime:  # noqa: ANN401 (a function of day and time)
        """The instant that was entered."""
        found: datetime = make(self.day.data, self.clock.data)
        return found

    def contact_way(self) -> ContactWay:
        """How it was."""
        return ContactWay(self.way.data)


class MoveForm(VersionedForm):
    """What becomes of a case."""

    action = RadioField(_l("What becomes of the case"), [InputRequired()])
    result = SelectField(
        _l("Result"), choices=[SelectChoice("", ""), *choices_of(RESULTS)], default=""
    )
    due_on = DayField(_l("To be done by"), [Optional()])

    def offer(self, case: Case) -> None:
        """Offer what the state of the case allows; call it at first."""
        allowed = CASE_TRANSITIONS.actions(case.state)
        self.action.choices = [
            SelectChoice(each.value, words) for each, words in ACTIONS.items() if each in allowed
        ]

    def validate_result(self, field: Field) -> None:
        """Ask for the result of what is closed.

        Raises:
            ValidationError: It is missing.
        """
        if self.action.data == CaseAction.CLOSE and not field.data:
            raise ValidationError(gettext("Please say what came of the case."))

    def moves(self) -> tuple[CaseAction, Result | None, date | None]:
        """What was chosen: the action, the result and the day."""
        action = CaseAction(self.action.data)
        result = Result(self.result.data) if action is CaseAction.CLOSE else None
        return action, result, self.due_on.data
