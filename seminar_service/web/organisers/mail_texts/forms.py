"""What the staff fills in about the texts of emails."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.mail_texts.queries import Text
from seminar_service.mail_texts.settings import MOST_FEW_DAYS, MOST_NEAR_DAYS
from seminar_service.outbox.letters import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Letter,
    OpeningMissing,
    check_body,
    check_subject,
    opening_of,
    written,
)
from seminar_service.outbox.rendering import original
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import VersionedForm, VersionField
from seminar_service.web.fields import (
    LineField,
    MailAddressField,
    ParagraphField,
    WholeNumberField,
    at_most,
)
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.questions import AsksBack, Question


class MailTextForm(VersionedForm):
    """What one kind of email says in both languages. An empty field means the original."""

    subject_ja = LineField(_l("Subject in Japanese"), [at_most(LONGEST_SUBJECT)])
    body_ja = ParagraphField(_l("Text in Japanese"), [at_most(LONGEST_BODY)])
    subject_en = LineField(_l("Subject in English"), [at_most(LONGEST_SUBJECT)])
    body_en = ParagraphField(_l("Text in English"), [at_most(LONGEST_BODY)])

    def __init__(self, kind: str, **arguments: Any) -> None:  # noqa: ANN401 (as the library has it)
        super().__init__(**arguments)
        self.kind = kind

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 (as the library has it)
        """Check the fields: every placeholder is known, and none is missing that must stay."""
        super().validate(extra_validators)
        for locale in Locale:
            first = original(self.kind, locale)
            _check_subject(self[f"subject_{locale.value}"], first)
            _check_body(self[f"body_{locale.value}"], first, locale)
        return not self.errors

    def letters(self) -> dict[Locale, Letter]:
        """What was entered, with the original for what was left empty."""
        return {locale: self._letter(locale) for locale in Locale}

    def _letter(self, locale: Locale) -> Letter:
        first = original(self.kind, locale)
        subject = self[f"subject_{locale.value}"].data or first.subject
        body = self[f"body_{locale.value}"].data or ""
        # The field has trimmed it: what differs in its last line break alone is the original.
        return Letter(subject, f"{body}\n" if body else first.body)


def _days(label: Any, least: int, most: int) -> WholeNumberField:  # noqa: ANN401 (a lazy text)
    limits = NumberRange(least, most, _l("Please enter a number from %(min)d to %(max)d."))
    return WholeNumberField(label, [InputRequired(_l("Please fill in this field.")), limits])


class StepForm(FlaskForm):
    """A step with a text that was shown: its version."""

    version = VersionField()


class MailSettingsForm(AsksBack, VersionedForm):
    """Where answers to a tour's emails go, and which emails are sent by themselves."""

    replies_to = MailAddressField(
        _l("Answers go to"),
        [
            Optional(),
            Length(max=254),
            Email(_l("This is not an email address. Please enter one such as hanako@example.jp.")),
        ],
    )
    sends_thanks = BooleanField(_l("Thank those who came, the day after at 10:00"))
    tells_hosts_weekly = BooleanField(_l("Tell hosts how many have registered, on Mondays at 9:00"))
    tells_hosts_last = BooleanField(
        _l("Tell hosts how many have registered, the day before the seminar at 15:00")
    )
    near_days = _days(
        _l("Withdrawals are told to the office at once so many days before"), 0, MOST_NEAR_DAYS
    )
    few_days = _days(
        _l("Few registrations are told to the office so many days before"), 1, MOST_FEW_DAYS
    )

    def questions(self) -> Iterator[Question]:
        """Whether the address is meant."""
        return mail_questions(self.replies_to)


def values_of(text: Text) -> dict[str, object]:
    """What the form of a text shows."""
    japanese, english = text.letters[Locale.JA], text.letters[Locale.EN]
    return {
        "version": text.version,
        "subject_ja": japanese.subject,
        "body_ja": japanese.body.strip(),
        "subject_en": english.subject,
        "body_en": english.body.strip(),
    }


def _check_subject(field: Field, first: Letter) -> None:
    if field.errors or not field.data:
        return
    try:
        check_subject(field.data, first)
    except PlaceholderUnknown as unknown:
        complain(field, _unknown_in_subject(unknown))


def _check_body(field: Field, first: Letter, locale: Locale) -> None:
    if field.errors or not field.data:
        return
    try:
        check_body(field.data, first)
    except PlaceholderUnknown as unknown:
        message = gettext(
            "Line %(line)d: “%(written)s” is no placeholder of this email. Please use one from "
            "the list, or write it without braces.",
            line=unknown.line,
            written=unknown.written,
        )
        complain(field, message)
    except OpeningMissing as missing:
        message = gettext(
            "The placeholder %(written)s is missing. Readers need it; please put it back.",
            written=written(missing.opening, locale),
        )
        complain(field, message)


def _unknown_in_subject(unknown: PlaceholderUnknown) -> str:
    if opening_of(unknown.written.strip("{}｛｝ ")) is None:
        text = gettext(
            "“%(written)s” is no placeholder. Please use one from the list, or write it without "
            "braces.",
            written=unknown.written,
        )
    else:
        text = gettext("“%(written)s” cannot stand in a subject.", written=unknown.written)
    return str(text)
