"""What the lines of a file say, and what is wrong with them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field

from seminar_service.web.organisers.sheets.columns import (
    ImportColumn,
    found_columns,
    reader_of,
    right_words,
)

FIRST_LINE: Final = 2
"""Below the head, as spreadsheet programs count."""
MOST_WORDS: Final = 8
"""Words that an error names of those that would be right."""

_PARTED: Final = re.compile(r"[、，,;；\n]")
_FROM_TO: Final = re.compile(r"[〜～~]|から")

Said = TypeVar("Said")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line: in which column, what stands there, and what would be right."""

    column: str
    value: str
    message: str


@dataclass(frozen=True)
class ReadLine(Generic[Said]):
    """One line of a file.

    Attributes:
        number: As spreadsheet programs count.
        name: Whom it is about, as it stands there.
        said: What it says; None where something is wrong.
        faults: What is wrong.
    """

    number: int
    name: str
    said: Said | None
    faults: Sequence[Fault]


@dataclass(frozen=True)
class ReadFile(Generic[Said]):
    """A file: its lines, columns that are not read, and what is wrong with its head."""

    lines: Sequence[ReadLine[Said]]
    unread: Sequence[str]
    fault: str = ""

    @property
    def good(self) -> list[Said]:
        """What its lines say, where nothing is wrong."""
        return [each.said for each in self.lines if each.said is not None]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault and all(each.said is not None for each in self.lines)


@dataclass(frozen=True)
class Cells:
    """The cells of one line: what stands in them, as a form takes it, and what is no known word."""

    texts: Mapping[str, str]
    typed: MultiDict[str, str]
    faults: list[Fault]


Read = Callable[[int, Cells], ReadLine[Said]]


def read_lines(
    rows: Sequence[Sequence[str]], columns: Sequence[ImportColumn], most: int, read: Read[Said]
) -> ReadFile[Said]:
    """What the rows of a file say, the head first; `read` is given one line after the other."""
    places, unread, twice = found_columns(rows[0] if rows else [], columns)
    filled = sum(any(row) for row in rows[1:])
    fault = fault_of_head(columns, places, twice, rows=len(rows))
    if not fault and filled > most:
        fault = gettext("Please send at most %(most)d lines in one file.", most=most)
    if fault:
        return ReadFile([], unread, fault)
    present = [column for column in columns if column.name in places]
    readers = {column.name: reader_of(column) for column in present}
    found = [
        read(number, _cells(row, places, present, readers))
        for number, row in enumerate(rows[1:], start=FIRST_LINE)
        if any(row)
    ]
    return ReadFile(found, unread)


def fault_of_head(
    columns: Iterable[ImportColumn],
    places: Mapping[str, int],
    twice: Sequence[str],
    *,
    rows: int,
) -> str:
    """What is wrong with the head of a file of so many rows; empty where nothing is."""
    for column in columns:
        if column.needed and column.name not in places:
            named = gettext(
                "The first line must name the column “%(name)s”.", name=str(column.label)
            )
            return str(named)
    if twice:
        return str(gettext("The column “%(name)s” is there twice.", name=twice[0]))
    return str(gettext("There is no line below the head.")) if rows < FIRST_LINE else ""


def wrong_word(column: ImportColumn, text: str) -> Fault:
    """That a cell holds none of the words that may stand there, with the first of these."""
    words = right_words(column)
    listed = " / ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    message = gettext("Please take one of these: %(words)s", words=listed)
    return Fault(str(column.label), text, message)


def faults_of_fields(
    fields: Mapping[str, Field], columns: Iterable[ImportColumn], cells: Cells
) -> Iterator[Fault]:
    """What fields complain about, by the columns that they are of; words not known apart."""
    named = {fault.column for fault in cells.faults}
    for column in columns:
        label = str(column.label)
        field = fields.get(column.name)
        if field is not None and field.errors and label not in named:
            text = cells.texts.get(column.name, "")
            yield Fault(label, text, _first_text(field.errors))


def put_days(cells: Cells, column: ImportColumn, field: str, most: int) -> None:
    """Give a list of rows what a cell says of days: `2026-10-06、2026-10-13〜2026-10-16`."""
    cells.typed.poplist(column.name)
    text = cells.texts.get(column.name, "")
    parts = [part.strip() for part in _PARTED.split(text) if part.strip()]
    if len(parts) > most:
        message = gettext("Please enter at most %(most)d days or ranges.", most=most)
        cells.faults.append(Fault(str(column.label), text[:100], message))
        return
    for row, part in enumerate(parts):
        first, *last = _FROM_TO.split(part, maxsplit=1)
        cells.typed[f"{field}-{row}-begins"] = first.strip()
        if last:
            cells.typed[f"{field}-{row}-ends"] = last[0].strip()


def _cells(
    row: Sequence[str],
    places: Mapping[str, int],
    columns: Iterable[ImportColumn],
    readers: Mapping[str, Callable[[str], list[str] | None]],
) -> Cells:
    texts = {name: row[place] if place < len(row) else "" for name, place in places.items()}
    cells = Cells(texts, MultiDict(), [])
    for column in columns:
        values = readers[column.name](texts[column.name])
        if values is None:
            cells.faults.append(wrong_word(column, texts[column.name]))
        elif values and values != [""]:
            cells.typed.setlist(column.name, values)
    return cells


def _first_text(errors: Any) -> str:  # noqa: ANN401 (as the library nests them)
    """The first message among errors of a field, or of its rows."""
    if not isinstance(errors, (Mapping, list, tuple)):  # texts may be lazy ones
        return str(errors)
    nested = errors.values() if isinstance(errors, Mapping) else errors
    return next((text for each in nested if (text := _first_text(each))), "")
