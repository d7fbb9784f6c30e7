"""Rows of days from one to another in the staff's forms."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, FormField

from seminar_service.tours.calendar_days import DayRange
from seminar_service.web.organisers.range_rows import (
    RangeForm,
    days_of,
    gather_errors,
    name_rows,
    rows_by_month,
    typed_range,
)
from seminar_service.web.row_lists import RowList
from tests.web.conftest import Page

YEAR = DayRange(date(2026, 4, 1), date(2027, 3, 31))
OUTSIDE = "outside"


class Absences(Form):  # type: ignore[misc]  # WTForms ships no types
    days = RowList(FormField(RangeForm), "Absences", min_entries=1)


def row_of(begins: str, ends: str) -> tuple[DayRange | None, Absences]:
    """What a row says, and the form with its complaints."""
    form = Absences(MultiDict({"days-0-begins": begins, "days-0-ends": ends}))
    form.validate()
    found = days_of(form.days[0], YEAR, OUTSIDE)
    gather_errors(form.days)
    return found, form


@pytest.mark.parametrize(
    ("begins", "ends", "last"),
    [("2026-05-01", "2026-05-03", 3), ("2026-05-01", "", 1), ("2026-05-01", "2026-05-01", 1)],
)
def test_a_row_is_a_day_or_the_days_from_one_to_another(
    page: Page, begins: str, ends: str, last: int
) -> None:
    with page():
        found, form = row_of(begins, ends)
    assert found == DayRange(date(2026, 5, 1), date(2026, 5, last))
    assert not form.errors


def test_an_empty_row_is_none_and_no_mistake(page: Page) -> None:
    with page():
        found, form = row_of("", "")
    assert (found, form.errors) == (None, {})


@pytest.mark.parametrize(
    ("begins", "ends", "field", "said"),
    [
        ("", "2026-05-03", "begins", "Please enter the first day of the range too."),
        ("2026-05-03", "2026-05-01", "ends", "The last day must not lie before the first."),
        ("2026-03-31", "2026-05-01", "begins", OUTSIDE),
        ("2027-03-31", "2027-04-01", "begins", OUTSIDE),
    ],
)
def test_a_row_that_cannot_be_says_why_at_its_field(
    page: Page, begins: str, ends: str, field: str, said: str
) -> None:
    with page():
        found, form = row_of(begins, ends)
        assert found is None
        assert form.errors == {"days": [{field: [said]}]}


def test_what_is_no_day_is_said_once(page: Page) -> None:
    with page():
        found, form = row_of("soon", "2026-05-03")
        assert found is None
        assert len(form.days[0].errors["begins"]) == 1


def test_what_was_typed_counts_only_in_order(page: Page) -> None:
    with page():
        for begins, ends, found in (
            ("2026-05-01", "2026-05-03", DayRange(date(2026, 5, 1), date(2026, 5, 3))),
            ("2026-05-01", "", DayRange(date(2026, 5, 1), date(2026, 5, 1))),
            ("2026-05-03", "2026-05-01", None),
            ("", "2026-05-01", None),
            ("", "", None),
        ):
            assert typed_range(row_of(begins, ends)[1].days[0]) == found


def test_labels_tell_rows_apart(page: Page) -> None:
    with page():
        form = Absences(MultiDict({"days-0-begins": "", "days-1-begins": ""}))
        name_rows(form.days)
        labels = [row[name].label.text for row in form.days for name in ("begins", "ends")]
    assert labels == [
        "Absences, row 1: from",
        "Absences, row 1: to",
        "Absences, row 2: from",
        "Absences, row 2: to",
    ]


def test_rows_stand_by_month_and_those_that_need_a_look_apart(page: Page) -> None:
    typed = [("2026-05-01", "2026-05-03"), ("2026-05-30", "2026-06-02"), ("2026-06-09", "")]
    typed += [("soon", ""), ("", "")]
    names = ("begins", "ends")
    data = {
        f"days-{n}-{name}": text
        for n, row in enumerate(typed)
        for name, text in zip(names, row, strict=True)
    }
    with page():
        form = Absences(MultiDict(data))
        form.validate()
        groups = list(rows_by_month(form.days))
    assert [(group.month, len(group.rows)) for group in groups] == [
        (date(2026, 5, 1), 2),
        (date(2026, 6, 1), 1),
        (None, 2),
    ]
    assert groups[0].ranges[1] == DayRange(date(2026, 5, 30), date(2026, 6, 2))
    assert groups[2].ranges == []
