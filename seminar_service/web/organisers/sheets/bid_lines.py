"""What the lines of a file with bids say, checked as the form of the office checks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from seminar_service.bids.importing import MOST_BIDS, BidLine
from seminar_service.domain.vocabulary import Audience
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import TourCalendar
from seminar_service.tours.model import Topic, Tour
from seminar_service.web.date_rows import MOST_ROWS
from seminar_service.web.organisers.forms_bids import OfficeBidForm
from seminar_service.web.organisers.sheets.bid_columns import DATES, bid_columns
from seminar_service.web.organisers.sheets.columns import ImportColumn
from seminar_service.web.organisers.sheets.lines import (
    Cells,
    ReadFile,
    ReadLine,
    faults_of_fields,
    put_days,
    read_lines,
)

_SLOTS = {"topics": 0, "topics_2": 1}


@dataclass(frozen=True)
class _Reading:
    """What all lines of a file are read with."""

    tour: Tour
    calendar: TourCalendar
    topics: Sequence[Topic]
    today: date
    columns: Sequence[ImportColumn]


def read_bids(
    rows: Sequence[Sequence[str]], tour: Tour, topics: Sequence[Topic], today: date
) -> ReadFile[BidLine]:
    """What the rows of a file say, the head first."""
    columns = bid_columns(topics)
    reading = _Reading(tour, calendar_of(tour), topics, today, columns)
    return read_lines(rows, columns, MOST_BIDS, partial(_read, reading))


def _read(reading: _Reading, number: int, cells: Cells) -> ReadLine[BidLine]:
    name = cells.texts.get("host_name", "")
    _put_rows(reading.columns, cells)
    locale = cells.typed.pop("locale", "ja")
    form = OfficeBidForm(
        reading.tour,
        reading.calendar,
        reading.topics,
        reading.today,
        formdata=cells.typed,
        meta={"csrf": False},
    )
    form.validate()
    fields = {field.short_name: field for field in form} | {
        column: form.slots[place]["topics"]
        for column, place in _SLOTS.items()
        if place < len(form.slots)
    }
    faults = [*cells.faults, *faults_of_fields(fields, reading.columns, cells)]
    if faults or form.errors:
        return ReadLine(number, name, None, faults)
    return ReadLine(number, name, BidLine(form.details(), form.office_details(), locale), ())


def _put_rows(columns: Sequence[ImportColumn], cells: Cells) -> None:
    """Put into the form what stands there in lists: dates and the advisers' topics."""
    for column in columns:
        if column.name in DATES:
            put_days(cells, column, column.name, MOST_ROWS)
        elif column.name in _SLOTS:
            chosen = cells.typed.poplist(column.name)
            cells.typed.setlist(f"slots-{_SLOTS[column.name]}-topics", chosen)
    cells.typed.setdefault("audience", Audience.PUBLIC.value)
