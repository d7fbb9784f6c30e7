"""What the staff fills in about messages to participants."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.domain.japan_time import JAPAN, instant_of
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.notices.model import Notice
from seminar_service.notices.values import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Audience,
    Letter,
    Placeholder,
    is_night,
    placeholders_in,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.web.answer_words import PARTICIPANT_KINDS
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm, VersionField
from seminar_service.web.fields import (
    ClockField,
    DayField,
    LineField,
    ParagraphField,
    at_most,
    choices_of,
)
from seminar_service.web.locale import current_locale
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.registration_words import STATES
from seminar_service.web.templating import format_day_short

ALL: Final = SelectChoice("", _l("All"))
AT_ONCE: Final = "at_once"
LATER: Final = "later"


class NoticeForm(VersionedForm):
    """To whom a message goes, and what it says in both languages."""

    seminar = SelectField(_l("Seminar"))
    place = SelectField(_l("Prefecture"))
    kind = SelectField(_l("Takes part as"))
    states = SelectMultipleField(
        _l("State of the registration"),
        [InputRequired(_l("Please choose at least one state."))],
        choices=[SelectChoice(state.value, label) for state, label in STATES.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    subject_ja = LineField(_l("Subject in Japanese"), [at_most(LONGEST_SUBJECT)])
    body_ja = ParagraphField(_l("Text in Japanese"), [at_most(LONGEST_BODY)])
    subject_en = LineField(_l("Subject in English"), [at_most(LONGEST_SUBJECT)])
    body_en = ParagraphField(_l("Text in English"), [at_most(LONGEST_BODY)])

    def offer(self, seminars: Sequence[Seminar]) -> "NoticeForm":
        """Offer the seminars of a tour, prefectures and kinds; returns the form."""
        said = [
            (each.public_id, f"{format_day_short(each.day)} {each.host_name}") for each in seminars
        ]
        self.seminar.choices = [ALL, *(SelectChoice(value, label) for value, label in said)]
        locale = current_locale()
        self.place.choices = [
            ALL,
            *(SelectChoice(each.code, each.name(locale)) for each in prefectures()),
        ]
        self.kind.choices = [ALL, *choices_of(PARTICIPANT_KINDS)]
        return self

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: a language has both parts or none, and one of them is needed."""
        super().validate(extra_validators)
        for field in (self.subject_ja, self.body_ja, self.subject_en, self.body_en):
            _check_placeholders(field)
        for subject, body in ((self.subject_ja, self.body_ja), (self.subject_en, self.body_en)):
            _check_link(subject)
            _check_pair(subject, body)
        if not any(letter.is_whole for letter in self.letters().values()) and not self.errors:
            complain(self.subject_ja, gettext("Please write it in Japanese or in English."))
        return not self.errors

    def audience(self, seminars: Sequence[Seminar]) -> Audience:
        """To whom it goes; call it only after a `validate` that succeeded."""
        chosen = {each.public_id: each.id for each in seminars}
        return Audience(
            seminar_id=chosen.get(self.seminar.data or ""),
            place=self.place.data or "",
            kind=ParticipantKind(self.kind.data) if self.kind.data else None,
            states=[RegistrationState(each) for each in self.states.data or ()],
        )

    def letters(self) -> dict[Locale, Letter]:
        """What it says."""
        return {
            Locale.JA: Letter(self.subject_ja.data or "", self.body_ja.data or ""),
            Locale.EN: Letter(self.subject_en.data or "", self.body_en.data or ""),
        }


class SendForm(AsksBack, FlaskForm):
    """When a message goes. `languages` and `people` are set by the view."""

    version = VersionField()
    when = RadioField(
        _l("When is it sent?"),
        [InputRequired(_l("Please choose when it is sent."))],
        choices=[SelectChoice(AT_ONCE, _l("At once")), SelectChoice(LATER, _l("At a set time"))],
        default=AT_ONCE,
    )
    day = DayField(_l("Date"))
    clock = ClockField(_l("Time"))

    languages: Collection[Locale] = ()
    people: Mapping[Locale, int] = {}

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: a set time has a day and lies ahead."""
        super().validate(extra_validators)
        if not self.errors and self.when.data == LATER:
            for field in (self.day, self.clock):
                if field.data is None:
                    complain(field, gettext("Please enter when it is to be sent."))
            if not self.errors and self.due_at() <= now():
                complain(self.day, gettext("This time has passed. Please enter a later one."))
        return not self.errors

    def due_at(self) -> datetime:
        """When it goes; call it only after a `validate` that succeeded."""
        if self.when.data == AT_ONCE:
            return now()
        day, clock = self.day.data, self.clock.data
        assert day is not None  # noqa: S101 (the form has been validated)
        assert clock is not None  # noqa: S101 (the form has been validated)
        return instant_of(day, clock)

    def questions(self) -> Iterator[Question]:
        """What is odd: a mail at night, and people whose language is missing."""
        if is_night(self.due_at().astimezone(JAPAN).time()):
            text = gettext("This is at night. People may be woken by the email.")
            yield Question("night", (self.when, self.day, self.clock), text)
        missing = {lang: count for lang, count in self.people.items() if lang not in self.languages}
        if missing:
            count = sum(missing.values())
            text = ngettext(
                "%(num)d person reads a language in which nothing is written, and gets the other.",
                "%(num)d people read a language in which nothing is written, and get the other.",
                count,
            )
            yield Question(f"language {count}", (self.when,), text)


def values_of(notice: Notice) -> dict[str, object]:
    """What the form of a notice shows."""
    return {
        "version": notice.version,
        "seminar": notice.seminar.public_id if notice.seminar else "",
        "place": notice.place,
        "kind": notice.participant_kind or "",
        "states": list(notice.audience.states),
        "subject_ja": notice.subject_ja,
        "body_ja": notice.body_ja,
        "subject_en": notice.subject_en,
        "body_en": notice.body_en,
    }


def _check_placeholders(field: Field) -> None:
    try:
        placeholders_in(field.data or "")
    except PlaceholderUnknown as unknown:
        message = gettext(
            "“%(written)s” is no placeholder. Please use one from the list, or write it without "
            "braces.",
            written=unknown.written,
        )
        complain(field, message)


def _check_link(subject: Field) -> None:
    """A subject is read by whoever sees a list of mails: no secret link stands in it."""
    if not subject.errors and Placeholder.LINK in placeholders_in(subject.data or ""):
        complain(subject, gettext("The secret link must not be in the subject."))


def _check_pair(subject: Field, body: Field) -> None:
    if bool(subject.data) != bool(body.data):
        lacking = body if subject.data else subject
        complain(lacking, gettext("Please write both subject and text, or leave both empty."))
