"""What the lines of a file with registrations say, checked as the form of the office checks it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField
from wtforms.fields import SelectChoice

from seminar_service.domain.vocabulary import AttendanceMode, RegistrationSource
from seminar_service.registrations.importing import Line
from seminar_service.web.locale import current_locale
from seminar_service.web.mode_words import MODES
from seminar_service.web.organisers.registrations.forms_persons import PersonFields
from seminar_service.web.organisers.registrations.import_columns import SEMINAR, columns_of
from seminar_service.web.organisers.registrations.import_questions import (
    Offered,
    question_columns,
)
from seminar_service.web.organisers.sheets.columns import ImportColumn, found_columns, reader_of
from seminar_service.web.organisers.sheets.lines import (
    FIRST_LINE,
    Fault,
    fault_of_head,
    wrong_word,
)
from seminar_service.web.own_fields import (
    OwnForm,
    condition_hint,
    given_answers,
    not_asked,
    own_fields,
)


@dataclass(frozen=True)
class ReadLine:
    """One line of a file.

    Attributes:
        number: As spreadsheet programs count.
        name: Whom it is about, as it stands there.
        line: What it says; None where something is wrong.
        faults: What is wrong.
        same_as: The number of an earlier line of the same person, 0 for none.
    """

    number: int
    name: str
    line: Line | None
    faults: Sequence[Fault]
    same_as: int = 0


@dataclass(frozen=True)
class ReadFile:
    """A file: its lines, columns that are not read, and what is wrong with its head."""

    lines: Sequence[ReadLine]
    unread: Sequence[str]
    fault: str = ""

    @property
    def good(self) -> list[Line]:
        """What its lines say, where nothing is wrong; each person once."""
        return [each.line for each in self.lines if each.line is not None and not each.same_as]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault and all(each.line is not None for each in self.lines)


class PersonLine(PersonFields, OwnForm, Form):
    """One person, as a line of a file says."""

    mode = RadioField(
        choices=[SelectChoice(mode, name) for mode, name in MODES.items()],
        default=AttendanceMode.ON_SITE.value,
    )


Reader = Callable[[str], list[str] | None]


@dataclass(frozen=True)
class _Reading:
    """What all lines of a file are read with; `first` is the number of each person's first line."""

    columns: Sequence[ImportColumn]
    readers: Mapping[str, Reader]
    seminars: Mapping[str, str]
    only: str
    offered: Mapping[str, Offered]
    forms: dict[str, type[PersonLine]]
    first: dict[tuple[str, str, str], int]


def read_file(
    rows: Sequence[Sequence[str]],
    seminars: Mapping[str, str],
    only: str,
    offered: Mapping[str, Offered] = MappingProxyType({}),
) -> ReadFile:
    """What the rows of a file say.

    Args:
        rows: Its rows, the head first.
        seminars: What a seminar may be called in a file, and its public ID.
        only: The public ID of the one seminar that it is for; empty where a column says so.
        offered: What each seminar asks and offers, by its public ID.
    """
    head = rows[0] if rows else []
    own = question_columns(each.asked for each in offered.values())
    columns = columns_of(own, with_seminar=not only)
    places, unread, twice = found_columns(head, columns)
    fault = fault_of_head(columns, places, twice, rows=len(rows))
    if fault:
        return ReadFile([], unread, fault)
    person = [column for column in columns if column is not SEMINAR]
    readers = {column.name: reader_of(column) for column in person if column.name in places}
    found: list[ReadLine] = []
    reading = _Reading(person, readers, seminars, only, offered, {}, {})
    for number, row in enumerate(rows[1:], start=FIRST_LINE):
        if any(row):
            cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
            found.append(_read(number, cells, reading))
    return ReadFile(found, unread)


def _read(number: int, cells: Mapping[str, str], reading: _Reading) -> ReadLine:
    faults: list[Fault] = []
    public_id = reading.only or _seminar(cells["seminar"], reading.seminars, faults)
    form = _form(public_id, reading)(formdata=_typed(cells, reading, faults))
    named = {fault.column for fault in faults}
    if not form.validate():
        faults += [
            Fault(str(column.label), cells.get(column.name, ""), str(form[column.name].errors[0]))
            for column in reading.columns
            if column.name in form and form[column.name].errors and str(column.label) not in named
        ]
    if public_id:
        faults += _out_of_place(cells, form, reading, reading.offered.get(public_id, Offered()))
    if faults:
        return ReadLine(number, cells.get("name", ""), None, faults)
    person = form.applicant(source=RegistrationSource.FILE)
    mode, answers = AttendanceMode(form.mode.data), tuple(given_answers(form))
    line = Line(number, public_id, person, mode, answers)
    earlier = reading.first.setdefault(line.person, number)
    return ReadLine(number, line.applicant.name, line, (), 0 if earlier == number else earlier)


def _form(public_id: str, reading: _Reading) -> type[PersonLine]:
    """The form that checks the lines of a seminar; made once for a file."""
    if public_id not in reading.forms:
        asked = reading.offered.get(public_id, Offered()).asked
        fields = own_fields(asked, current_locale()) | {"sheet": asked}
        reading.forms[public_id] = type(PersonLine.__name__, (PersonLine,), fields)
    return reading.forms[public_id]


def _out_of_place(
    cells: Mapping[str, str], form: PersonLine, reading: _Reading, offered: Offered
) -> Iterator[Fault]:
    """What a line says that its seminar does not ask, or does not offer."""
    not_concerned = {own.name: own for own in not_asked(form)}
    for column in reading.columns:
        label, text = str(column.label), cells.get(column.name, "")
        if column.name in not_concerned:
            yield Fault(label, text, condition_hint(not_concerned[column.name], current_locale()))
        elif text and column.name not in form:
            yield Fault(label, text, gettext("This seminar does not ask this."))
        elif column.name == "mode" and form.mode.data not in offered.modes:
            yield Fault(label, text, gettext("Nobody can attend this seminar online."))


def _seminar(text: str, seminars: Mapping[str, str], faults: list[Fault]) -> str:
    """The public ID that a cell begins with, as in the template: the rest is for people."""
    public_id = seminars.get(text) or seminars.get(text.split(" ", 1)[0], "")
    if not public_id:
        message = gettext("There is no such seminar. Please take one from the template.")
        faults.append(Fault(str(SEMINAR.label), text, message))
    return public_id


def _typed(cells: Mapping[str, str], reading: _Reading, faults: list[Fault]) -> MultiDict[str, str]:
    menus = ("employees", "industry", "participant_kind", "heard_of")
    unknown = dict.fromkeys(menus, "")
    usual = {"locale": "ja", "mode": AttendanceMode.ON_SITE.value}
    typed: MultiDict[str, str] = MultiDict(unknown | usual)
    for column in reading.columns:
        if column.name not in reading.readers:
            continue
        text = cells[column.name]
        values = reading.readers[column.name](text)
        if values is None:
            faults.append(wrong_word(column, text))
        elif values:
            typed.setlist(column.name, values)
    return typed
