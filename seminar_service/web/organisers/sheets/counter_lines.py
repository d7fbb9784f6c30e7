"""What the lines of a file with support counters say, checked as the form of a counter does it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from flask_babel import gettext

from seminar_service.counters.importing import MOST_COUNTERS
from seminar_service.counters.values import CounterDetails, Tongue
from seminar_service.web.organisers.forms_counters import CounterForm
from seminar_service.web.organisers.sheets.counter_columns import COUNTER_COLUMNS
from seminar_service.web.organisers.sheets.lines import (
    Cells,
    Fault,
    ReadFile,
    ReadLine,
    faults_of_fields,
    read_lines,
)


@dataclass(frozen=True)
class _Reading:
    """The first line of each prefecture and name, by which counters are known."""

    first: dict[tuple[str, str], int] = field(default_factory=dict)


def read_counters(rows: Sequence[Sequence[str]]) -> ReadFile[CounterDetails]:
    """What the rows of a file say, the head first."""
    return read_lines(rows, COUNTER_COLUMNS, MOST_COUNTERS, partial(_read, _Reading()))


def _read(reading: _Reading, number: int, cells: Cells) -> ReadLine[CounterDetails]:
    name = cells.texts.get("name_ja", "")
    for column, field_name in (("not_listed", "is_listed"), ("no_reports", "reports")):
        if not cells.typed.poplist(column):
            cells.typed[field_name] = "y"
    if not cells.texts.get("tongues"):
        cells.typed["tongues"] = Tongue.JA.value
    form = CounterForm(formdata=cells.typed, meta={"csrf": False})
    is_sound = form.validate()
    fields = {each.short_name: each for each in form}
    faults = [*cells.faults, *faults_of_fields(fields, COUNTER_COLUMNS, cells)]
    if is_sound and not faults:
        faults = _twice(reading, number, form.details())
    said = form.details() if is_sound and not faults else None
    return ReadLine(number, name, said, faults)


def _twice(reading: _Reading, number: int, said: CounterDetails) -> list[Fault]:
    """That an earlier line is about the same counter."""
    earlier = reading.first.setdefault((said.prefecture, said.name_ja), number)
    if earlier == number:
        return []
    message = gettext("Line %(number)d is about the same counter.", number=earlier)
    return [Fault(gettext("Name of the counter"), said.name_ja, message)]
