"""The columns of lists and exports of registrations: what is chosen, called, and said.

A new thing that is asked of participants needs one line here to be shown and exported.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.overview.registration_lists import RegistrationLine
from seminar_service.registrations.model import Registration
from seminar_service.web.answer_words import (
    EMPLOYEES,
    HEARD_OF,
    INDUSTRIES,
    PARTICIPANT_KINDS,
    needs_words,
)
from seminar_service.web.downloads import Value
from seminar_service.web.mode_words import MODES
from seminar_service.web.organisers.registrations.words import call_words
from seminar_service.web.registration_words import LANGUAGES, SOURCES, STATES
from seminar_service.web.sharing_words import LABEL, SHARED
from seminar_service.web.templating import format_day, format_instant, place_name


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: As addresses and files for programs call it.
        label: As people call it.
        value: What a line has in it.
        width: Letters that it needs in a spreadsheet.
        is_own: Whether it shows the answers to a question of the organiser's own.
    """

    name: str
    label: Any
    value: Callable[[RegistrationLine], Value]
    width: int = 16
    is_own: bool = False


def _of(name: str) -> Callable[[RegistrationLine], Value]:
    return lambda line: getattr(line.registration, name)


def _word(name: str, words: Mapping[Any, Any]) -> Callable[[RegistrationLine], Value]:
    def said(line: RegistrationLine) -> Value:
        value = getattr(line.registration, name)
        return "" if value is None else str(words.get(value, value))

    return said


def _seminar(said: Callable[[Registration], Value]) -> Callable[[RegistrationLine], Value]:
    return lambda line: said(line.registration)


FIXED: Final = (
    Column("number", _l("Number"), _of("id"), 8),
    Column("state", _l("State"), _word("state", STATES), 18),
    Column("name", _l("Name"), _of("name"), 18),
    Column("reading", _l("Furigana"), _of("name_kana"), 20),
)
"""The columns that every export has; a list shows them in its own way."""

CHOICE: Final = (
    Column("day", _l("Seminar date"), _seminar(lambda row: row.seminar.day), 14),
    Column("host", _l("Host"), _seminar(lambda row: row.seminar.host_name), 24),
    Column("place", _l("Prefecture"), _seminar(lambda row: place_name(row.seminar.place)), 12),
    Column("company", _l("Company or organisation"), _of("company"), 28),
    Column("department", _l("Department and position"), _of("department"), 24),
    Column("email", _l("Email address"), _of("email"), 30),
    Column(
        "email_state",
        _l("Email undeliverable"),
        lambda line: gettext("undeliverable") if line.is_undelivered else "",
        14,
    ),
    Column("call", _l("To be told"), lambda line: call_words(line.registration), 30),
    Column("kind", _l("Takes part as"), _word("participant_kind", PARTICIPANT_KINDS), 24),
    Column("employees", _l("Number of employees"), _word("employees", EMPLOYEES), 18),
    Column("industry", _l("Industry"), _word("industry", INDUSTRIES), 28),
    Column(
        "group",
        _l("Registered by"),
        _seminar(lambda row: row.party.contact_name if row.party else ""),
        18,
    ),
    Column("telephone", _l("Telephone number"), _of("telephone"), 18),
    Column("heard_of", _l("How they heard of it"), _word("heard_of", HEARD_OF), 24),
    Column("needs", _l("Accessibility needs"), lambda line: needs_words(line.registration), 28),
    Column("consultation", _l("Consultation"), _of("wishes_consultation"), 12),
    Column("mode", _l("How they attend"), _word("mode", MODES), 14),
    Column("shared", LABEL, _word("shared_with_host", SHARED), 24),
    Column("source", _l("Came by"), _word("source", SOURCES), 14),
    Column("language", _l("Language"), _word("locale", LANGUAGES), 10),
    Column("queue", _l("Number in the queue"), _of("queue_number"), 10),
    Column("registered_at", _l("Registered on"), _of("created_at"), 18),
    Column("changed_at", _l("Last change"), _of("changed_at"), 18),
    Column("withdrawn_at", _l("Withdrawn on"), _of("withdrawn_at"), 18),
)
"""The columns that are chosen."""

USUAL_OF_TOUR: Final = ("day", "host", "company", "email", "registered_at")
USUAL_OF_SEMINAR: Final = ("company", "email", "consultation", "registered_at")


class Scope(StrEnum):
    """Whether a list is of a whole tour, or of one seminar."""

    TOUR = "tour"
    SEMINAR = "seminar"

    @property
    def usual(self) -> tuple[str, ...]:
        """The columns that it has where none are chosen."""
        return USUAL_OF_TOUR if self is Scope.TOUR else USUAL_OF_SEMINAR


def chosen_columns(names: Sequence[str], scope: Scope, own: Sequence[Column] = ()) -> list[Column]:
    """The columns of these names in their usual order; the usual ones where there is none.

    `own` are those of the tour's own questions.
    """
    found = [column for column in (*CHOICE, *own) if column.name in names]
    return found or [column for column in CHOICE if column.name in scope.usual]


def in_words(value: Value) -> str:
    """What stands in a cell, for readers; empty where it says nothing."""
    if isinstance(value, bool):
        return str(gettext("Yes")) if value else ""
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, date):
        return format_day(value)
    return "" if value is None else str(value)
