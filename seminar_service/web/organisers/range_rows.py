"""Rows of days from one to another in the staff's forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField
from wtforms.validators import Optional

from seminar_service.tours.calendar_days import DayRange
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import DayField


@dataclass(frozen=True)
class RowGroup:
    """Rows whose days begin in one month, `month` being its first day; the rest have none."""

    month: date | None
    rows: tuple[FormField, ...]

    @property
    def ranges(self) -> list[DayRange]:
        """The days of the rows, as they were typed."""
        return [each for row in self.rows if (each := typed_range(row))]


class RangeForm(Form):
    """A day, or the days from one to another."""

    begins = DayField(_l("From"), validators=[Optional()])
    ends = DayField(_l("To"), validators=[Optional()])


def name_rows(rows: FieldList) -> None:
    """Give the days of every row a label that tells them apart."""
    for number, row in enumerate(rows, start=1):
        where = gettext("%(list)s, row %(row)d", list=rows.label.text, row=number)
        row["begins"].label.text = gettext("%(row)s: from", row=where)
        row["ends"].label.text = gettext("%(row)s: to", row=where)


def days_of(row: FormField, allowed: DayRange, outside: str) -> DayRange | None:
    """The days of a row; `None` where it is empty, or wrong, which the row then says.

    `outside` is said where a day does not lie within `allowed`.
    """
    begins, ends = row["begins"], row["ends"]
    if begins.errors or ends.errors or (begins.data is None and ends.data is None):
        return None
    if begins.data is None:
        complain(begins, gettext("Please enter the first day of the range too."))
        return None
    found = DayRange(begins.data, ends.data or begins.data)
    if found.last < found.first:
        complain(ends, gettext("The last day must not lie before the first."))
        return None
    if found.first not in allowed or found.last not in allowed:
        complain(begins, outside)
        return None
    return found


def typed_range(row: FormField) -> DayRange | None:
    """The days of a row as they were typed; `None` where they are none, or in no order."""
    first, last = row["begins"].data, row["ends"].data or row["begins"].data
    return DayRange(first, last) if first and first <= last else None


def rows_by_month(rows: FieldList) -> Iterator[RowGroup]:
    """Rows by month in the order in which they stand; those that need a look, or are empty, apart.

    A month comes again where its rows do not follow each other.
    """

    def month_of(row: FormField) -> date | None:
        if row.errors or typed_range(row) is None:
            return None
        first: date = row["begins"].data
        return first.replace(day=1)

    for month, group in groupby(rows, month_of):
        yield RowGroup(month, tuple(group))


def gather_errors(rows: FieldList) -> None:
    """Let the list know the errors that were added to its rows."""
    rows.errors = [row.errors for row in rows if row.errors]
