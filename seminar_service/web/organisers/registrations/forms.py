"""What the staff fills in about registrations."""

from collections.abc import Sequence
from typing import Final

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from seminar_service.registrations.by_hand.chosen import Deed
from seminar_service.registrations.by_hand.notes import LONGEST_NOTE
from seminar_service.registrations.model import Registration
from seminar_service.web.fields import ParagraphField, at_most
from seminar_service.web.organisers.registrations.addresses import numbers_in
from seminar_service.web.templating import format_day

TELL: Final = "yes"
TELLING: Final = frozenset({Deed.CONFIRM, Deed.DECLINE, Deed.WITHDRAW, Deed.TRANSFER, Deed.RESTORE})
"""What people may be told of, or not."""


def asks_to_tell() -> RadioField:
    """The question whether those concerned get a mail."""
    return RadioField(
        _l("Should they be told?"),
        choices=[
            SelectChoice(TELL, _l("Tell them by email")),
            SelectChoice("no", _l("Do not tell them")),
        ],
        default=TELL,
        validators=[InputRequired(_l("Please choose whether they are told."))],
    )


class NoteForm(FlaskForm):
    """A note about a registration."""

    text = ParagraphField(
        _l("New note"),
        [DataRequired(_l("Please write something first.")), at_most(LONGEST_NOTE)],
        description=_l("For the staff alone. It is neither sent nor shown to anybody else."),
    )


class DeedForm(FlaskForm):
    """What is done with chosen registrations; `next` is where it goes on."""

    deed = HiddenField()
    next = HiddenField()
    to = HiddenField()
    tell = asks_to_tell()
    text = ParagraphField(
        _l("Note"),
        [at_most(LONGEST_NOTE)],
        description=_l("For the staff alone. It is neither sent nor shown to anybody else."),
    )

    def seen(self) -> dict[int, str]:
        """The chosen registrations, each with how it was seen to stand."""
        numbers = numbers_in(request.form)
        return {number: request.form.get(f"seen-{number}", "") for number in numbers}

    def validate_for(self, deed: Deed) -> bool:
        """Check what a deed needs: whom to tell, or what the note says."""
        if deed not in TELLING:
            del self.tell
        valid = bool(self.validate())
        if deed is Deed.NOTE and not self.text.data:
            self.text.errors = [gettext("Please write something first.")]
            return False
        return valid

    @property
    def tells(self) -> bool:
        """Whether the people concerned get a mail."""
        return "tell" in self and self.tell.data == TELL


class MergeForm(FlaskForm):
    """Which of two registrations is kept."""

    keep = RadioField(
        _l("Which one is right?"), validators=[InputRequired(_l("Please choose one of them."))]
    )
    tell = asks_to_tell()

    def choices_of_two(self, rows: Sequence[Registration]) -> list[SelectChoice]:
        """What `keep` offers of two registrations."""
        return [
            SelectChoice(
                str(row.id),
                gettext("Number %(number)d", number=row.id)
                + f" {row.name} <{row.email or row.telephone}> {format_day(row.seminar.day)}",
            )
            for row in rows
        ]

    def seen(self, numbers: Sequence[int]) -> dict[int, str]:
        """How each of the two was seen to stand."""
        return {number: request.form.get(f"seen-{number}", "") for number in numbers}

    @property
    def tells(self) -> bool:
        """Whether the person gets a mail."""
        return bool(self.tell.data == TELL)
