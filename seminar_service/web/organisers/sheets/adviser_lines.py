"""What the lines of a file with advisers say, checked as the forms of the staff check it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from flask_babel import gettext

from seminar_service.advisers.details import USUAL_LIMITS
from seminar_service.advisers.importing import MOST_ADVISERS, AdviserLine
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.tours.model import Topic
from seminar_service.web.organisers.forms_advisers import MOST_ROWS, AdviserForm, EngagementForm
from seminar_service.web.organisers.sheets.adviser_columns import adviser_columns
from seminar_service.web.organisers.sheets.columns import ImportColumn
from seminar_service.web.organisers.sheets.lines import (
    Cells,
    Fault,
    ReadFile,
    ReadLine,
    faults_of_fields,
    put_days,
    read_lines,
)


@dataclass(frozen=True)
class _Reading:
    """What all lines of a file are read with; `first` has the line of each mail address."""

    year: int
    topics: Sequence[Topic]
    columns: Sequence[ImportColumn]
    first: dict[str, int] = field(default_factory=dict)


def read_advisers(
    rows: Sequence[Sequence[str]], year: int, topics: Sequence[Topic]
) -> ReadFile[AdviserLine]:
    """What the rows of a file for the tour of a fiscal year say, the head first."""
    columns = adviser_columns(topics)
    return read_lines(rows, columns, MOST_ADVISERS, partial(_read, _Reading(year, topics, columns)))


def _read(reading: _Reading, number: int, cells: Cells) -> ReadLine[AdviserLine]:
    name = cells.texts.get("name", "")
    for column in reading.columns:
        if column.name == "days":
            put_days(cells, column, column.name, MOST_ROWS)
    for limit, usual in asdict(USUAL_LIMITS).items():
        cells.typed.setdefault(limit, str(usual))
    person = AdviserForm(reading.topics, formdata=cells.typed, meta={"csrf": False})
    part = EngagementForm(reading.year, formdata=cells.typed, meta={"csrf": False})
    is_sound = all([person.validate(), part.validate()])
    fields = {each.short_name: each for form in (part, person) for each in form}
    faults = [*cells.faults, *faults_of_fields(fields, reading.columns, cells)]
    if not faults and is_sound:
        faults = _twice(reading, number, person.email.data)
    if faults or not is_sound:
        return ReadLine(number, name, None, faults)
    return ReadLine(
        number, name, AdviserLine(person.details(), part.limits(), part.unavailable), ()
    )


def _twice(reading: _Reading, number: int, email: str) -> list[Fault]:
    """That an earlier line has the same mail address, by which advisers are known."""
    earlier = reading.first.setdefault(mail_key(email), number)
    if earlier == number:
        return []
    message = gettext("Line %(number)d has the same email address.", number=earlier)
    return [Fault(gettext("Email address"), email, message)]
