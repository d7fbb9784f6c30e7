"""Figures as tables: rows with a word, a number, its share, and a bar as long as it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.overview.dashboards import Numbers, Topic
from seminar_service.web.answer_words import EMPLOYEES, HEARD_OF, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.locale import current_locale
from seminar_service.web.mode_words import MODES
from seminar_service.web.registration_words import SOURCES, STATES
from seminar_service.web.templating import format_month

ENOUGH_FOR_SHARES: Final = 10
"""With fewer people a share says less than the number."""
BAR: Final = 100
"""How long the longest bar is, in units of its drawing."""

HEADINGS: Final[Mapping[Topic, Any]] = {
    Topic.KIND: _l("Takes part as"),
    Topic.EMPLOYEES: _l("Number of employees"),
    Topic.INDUSTRY: _l("Industry"),
    Topic.HEARD_OF: _l("How they heard of it"),
    Topic.PREFECTURE: _l("Prefecture of the seminar"),
    Topic.SOURCE: _l("Came by"),
    Topic.MODE: _l("How they attend"),
    Topic.STATE: _l("State of the registration"),
}
_WORDS: Final[Mapping[Topic, Mapping[Any, Any]]] = {
    Topic.KIND: PARTICIPANT_KINDS,
    Topic.EMPLOYEES: EMPLOYEES,
    Topic.INDUSTRY: INDUSTRIES,
    Topic.HEARD_OF: HEARD_OF,
    Topic.SOURCE: SOURCES,
    Topic.MODE: MODES,
    Topic.STATE: STATES,
}
_WHOLE: Final = frozenset({Topic.EMPLOYEES, Topic.SOURCE})
"""Of these everything is shown that can be said, also what nobody said."""


@dataclass(frozen=True)
class Row:
    """One row.

    Attributes:
        label: What is counted.
        number: How many.
        share: Which part of all that is, from 0 to 1; None where they are too few.
        bar: How long its bar is, of `BAR`.
    """

    label: str
    number: int
    share: float | None
    bar: float


@dataclass(frozen=True)
class Table:
    """A table with its heading."""

    heading: str
    rows: Sequence[Row]


def tables_of(numbers: Numbers, *, with_places: bool) -> list[Table]:
    """The tables of what is counted; those of which nobody said anything are left out."""
    return [
        Table(str(heading), rows)
        for topic, heading in HEADINGS.items()
        if (topic is not Topic.PREFECTURE or with_places)
        and (topic is not Topic.MODE or AttendanceMode.ONLINE in numbers[topic])
        and any(key is not None and number for key, number in numbers[topic].items())
        and (rows := rows_of(_named(topic, numbers[topic])))
    ]


def months_of(months: Mapping[date, int]) -> list[Row]:
    """People by the month in which they registered."""
    return rows_of([(format_month(month), number) for month, number in months.items()])


def rows_of(named: Sequence[tuple[str, int]]) -> list[Row]:
    """Rows of words and numbers."""
    whole, most = sum(number for _, number in named), max([1, *(number for _, number in named)])
    return [
        Row(
            label,
            number,
            number / whole if whole >= ENOUGH_FOR_SHARES else None,
            round(number / most * BAR, 1),
        )
        for label, number in named
    ]


def _named(topic: Topic, numbers: Mapping[Any, int]) -> list[tuple[str, int]]:
    words = _words(topic)
    rows = [
        (str(label), numbers.get(value, 0))
        for value, label in words.items()
        if topic in _WHOLE or numbers.get(value)
    ]
    if numbers.get(None):
        rows.append((str(gettext("No answer")), numbers[None]))
    return rows


def _words(topic: Topic) -> Mapping[Any, Any]:
    if topic is Topic.PREFECTURE:
        locale = current_locale()
        return {each.code: each.name(locale) for each in prefectures()}
    return _WORDS[topic]
