"""Form fields that take what people type, in any width, and keep it in one form.

What cannot be read stays in the field as it was typed, with an error that says what would be
right.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any, ClassVar, Final

from flask_babel import gettext, lazy_gettext
from wtforms import DateField, Field, IntegerField, StringField, TextAreaField, TimeField
from wtforms.fields import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import Email, Length, StopValidation, ValidationError

from seminar_service.domain import errors
from seminar_service.domain.corporate_numbers import normalise_corporate_number
from seminar_service.domain.mail_addresses import (
    has_plain_local_part,
    mail_key,
    normalise_mail_address,
)
from seminar_service.domain.name_rules import TextLooksEncoded, check_encoded_words
from seminar_service.domain.names import normalise_reading
from seminar_service.domain.positions import normalise_position
from seminar_service.domain.postal_codes import normalise_postal_code
from seminar_service.domain.telephones import normalise_telephone
from seminar_service.domain.text_folding import (
    fold_hyphens,
    fold_spaces,
    fold_width,
    without_controls,
)
from seminar_service.web.templating import settings

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COLON_TIME = re.compile(r"(\d{1,2})[:時](?:(\d{1,2})分?)?")
_BARE_TIME = re.compile(r"(\d{1,2})(\d{2})")
_COUNTED = re.compile(r"(?:人|名|席|日|回|泊|分|円|yen)$", re.IGNORECASE)

LONGEST_LINE: Final = 1_000
"""What no line of a form is longer than; the rules of the domain look at no longer one."""


def at_most(characters: int) -> Length:
    """A validator that says how long a text may be."""
    return Length(max=characters, message=lazy_gettext("Please use at most %(max)d characters."))


def mail_checks() -> list[Any]:
    """Validators of what a `MailAddressField` holds."""
    wrong = lazy_gettext(
        "This is not an email address. Please enter one such as hanako@example.jp."
    )
    return [Email(wrong), at_most(254), FoldedLength(254, mail_key)]


class FoldedLength:
    """A validator that says how long the form may be by which two spellings are compared.

    Folding makes some texts longer: ß becomes two letters, ﷺ eighteen.
    """

    def __init__(self, characters: int, fold: Callable[[str], str]) -> None:
        self._most, self._fold = characters, fold

    def __call__(self, _form: BaseForm, field: Field) -> None:
        """Refuse a text that is too long once it is folded.

        Raises:
            ValidationError: it is.
        """
        if len(self._fold(field.data or "")) > self._most:
            message = gettext(
                "Some of these characters count as several, so that the text is too long. "
                "Please shorten it."
            )
            raise ValidationError(message)


def choices_of(labels: Mapping[StrEnum, Any]) -> list[SelectChoice]:
    """What a field offers of a closed list: its values with what they are called."""
    return [SelectChoice(value.value, label) for value, label in labels.items()]


class LineField(StringField):
    """One line of text: control characters dropped, runs of white space made one space.

    Any of them may reach the header of a mail.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        self.data = fold_spaces(without_controls(valuelist[0])) if valuelist else ""
        if len(self.data) > LONGEST_LINE:
            raise ValueError(gettext("Please use at most %(max)d characters.", max=LONGEST_LINE))
        self.refuse_encoded_words()

    def refuse_encoded_words(self) -> None:
        """Refuse what mail programs would take for something encoded."""
        try:
            check_encoded_words(self.data)
        except TextLooksEncoded as error:
            raise ValueError(
                gettext("Please write this without the characters =? beside each other.")
            ) from error


class ParagraphField(TextAreaField):
    """Several lines of text: control characters dropped, line ends made alike, ends trimmed."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed."""
        text = valuelist[0].replace("\r\n", "\n").replace("\r", "\n") if valuelist else ""
        self.data = without_controls(text).strip()


class NormalisedField(LineField):
    """A line that a rule of the domain brings into one form; empty stays empty."""

    normalise: Callable[[str], str]  # a static method of each subclass
    messages: ClassVar[Mapping[type[errors.InputMalformed], Any]]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        super().process_formdata(valuelist)
        if not self.data:
            return
        try:
            self.data = self.normalise(self.data)
        except errors.InputMalformed as error:
            raise ValueError(str(self.messages[type(error)])) from error


class ReadingField(NormalisedField):
    """Furigana, kept in full-width katakana."""

    normalise = staticmethod(normalise_reading)
    messages: ClassVar = {
        errors.ReadingMalformed: lazy_gettext("Please use kana only, such as ヤマダ ハナコ.")
    }


class TelephoneField(NormalisedField):
    """A telephone number, kept in ASCII with its groups."""

    normalise = staticmethod(normalise_telephone)
    messages: ClassVar = {
        errors.TelephoneMalformed: lazy_gettext(
            "Please enter 10 or 11 digits, such as 03-3581-1101."
        )
    }


class PostalCodeField(NormalisedField):
    """A postal code, kept as 100-8915."""

    normalise = staticmethod(normalise_postal_code)
    messages: ClassVar = {
        errors.PostalCodeMalformed: lazy_gettext("Please enter seven digits, such as 100-8915.")
    }


class PositionField(NormalisedField):
    """Latitude and longitude of a building, kept as 35.681236,139.767125."""

    normalise = staticmethod(normalise_position)
    messages: ClassVar = {
        errors.PositionMalformed: lazy_gettext(
            "Please enter latitude and longitude of a place in Japan, in this order, such as "
            "35.681236, 139.767125."
        )
    }


class CorporateNumberField(NormalisedField):
    """A corporate number (法人番号), kept as thirteen digits."""

    normalise = staticmethod(normalise_corporate_number)
    messages: ClassVar = {
        errors.CorporateNumberMalformed: lazy_gettext(
            "A corporate number has 13 digits. Please check them, or leave the field empty."
        ),
        errors.CorporateNumberCheckDigitWrong: lazy_gettext(
            "This corporate number contains a mistake: its check digit does not fit. "
            "Please compare each of the 13 digits, or leave the field empty."
        ),
    }


class MailAddressField(LineField):
    """A mail address, in ASCII width; validate it with WTForms' `Email`.

    Several values under its name are what was typed and what was taken instead; the last counts.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        super().process_formdata(valuelist[-1:])
        self.data = normalise_mail_address(self.data) if self.data else ""
        self.refuse_encoded_words()
        if not (has_plain_local_part(self.data) or settings().mail_smtputf8):
            raise ValueError(
                gettext(
                    "Please enter an address that has only letters a to z, digits and signs"
                    " before the @: our mail server cannot write to others."
                )
            )


class WholeNumberField(IntegerField):
    """A whole number in any width, with or without separators and a counting word (40名)."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        self.data = None
        text = _folded(valuelist).replace(",", "").replace(" ", "")
        if not text:
            return
        digits = _COUNTED.sub("", text)
        if not re.fullmatch(r"-?[0-9]{1,9}", digits):
            raise ValueError(gettext("Please enter a whole number, such as 40."))
        self.data = int(digits)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 (the signature of WTForms)
        """Ask nothing more of what is no number: one mistake gets one message."""
        if self.process_errors:
            raise StopValidation


class DayField(DateField):
    """A day: from the browser's calendar, or typed like 2027/10/6 or 2027年10月6日."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        self.data = None
        text = _folded(valuelist).replace(" ", "")
        if not text:
            return
        self.data = _read_day(text)
        if self.data is None:
            raise ValueError(gettext("This is not a date. Please enter one such as 2027/10/6."))


class ClockField(TimeField):
    """A time of day on the 24-hour clock, typed like 13:30, 1330 or 13時30分."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed, or say what would be right."""
        self.data = None
        text = _folded(valuelist).replace(" ", "")
        if not text:
            return
        self.data = _read_time(text)
        if self.data is None:
            raise ValueError(gettext("This is not a time of day. Please enter one such as 13:30."))


def _read_day(text: str) -> date | None:
    match = _DATE.fullmatch(fold_hyphens(text))
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _read_time(text: str) -> time | None:
    match = _COLON_TIME.fullmatch(text) or _BARE_TIME.fullmatch(text)
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


def _folded(valuelist: Sequence[str]) -> str:
    return fold_width(valuelist[0]).strip() if valuelist else ""
