"""Rows of dates in a form."""

from datetime import date

import pytest

from seminar_service.bids.wishes import Wishes
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import DayRange, TourCalendar
from seminar_service.web.date_rows import MOST_ROWS, WishesForm, date_rows
from tests.web.conftest import Page

TODAY = date(2026, 6, 1)
CALENDAR = TourCalendar(DayRange(date(2026, 5, 1), date(2026, 12, 25)))


class DatesForm(WishesForm):
    """Nothing but dates."""

    first_choice = date_rows(Choice.FIRST)
    second_choice = date_rows(Choice.SECOND)
    third_choice = date_rows(Choice.THIRD)
    impossible = date_rows(Choice.IMPOSSIBLE)


def read(page: Page, **rows: str) -> tuple[Wishes, dict[str, list[str]]]:
    """What the rows come to, and what is said at which field."""
    data = {name.replace("__", "-"): value for name, value in rows.items()}
    with page(method="POST", data=data):
        form = DatesForm()
        form.validate()
        wishes = form.check_dates(CALENDAR, TODAY, kept=())
        said = {
            field.name: [str(each) for each in field.errors]
            for name in ("first_choice", "second_choice", "third_choice", "impossible")
            for row in form[name]
            for field in (row["begins"], row["ends"])
            if field.errors
        }
        return wishes, said


def test_a_row_is_a_day_or_the_days_from_one_to_another(page: Page) -> None:
    wishes, said = read(
        page,
        first_choice__0__begins="2026-10-06",
        second_choice__0__begins="2026-10-08",
        second_choice__0__ends="2026-10-09",
    )
    assert said == {}
    assert wishes.days == {
        date(2026, 10, 6): Choice.FIRST,
        date(2026, 10, 8): Choice.SECOND,
        date(2026, 10, 9): Choice.SECOND,
    }


@pytest.mark.parametrize(
    ("begins", "ends", "field", "said"),
    [
        ("2026-10-09", "2026-10-08", "ends", "The last day must not lie before the first."),
        ("2026-12-26", "", "begins", "The tour takes place on"),
        ("2026-05-29", "", "begins", "This day has passed."),
        ("2026-10-10", "2026-10-11", "begins", "Seminars are not held on weekends"),
        ("", "2026-10-09", "begins", "Please enter the first day of the range too."),
    ],
)
def test_a_row_that_cannot_be_says_why_at_its_field(
    page: Page, begins: str, ends: str, field: str, said: str
) -> None:
    _, errors = read(
        page,
        first_choice__0__begins="2026-10-06",
        third_choice__0__begins=begins,
        third_choice__0__ends=ends,
    )
    assert list(errors) == [f"third_choice-0-{field}"]
    assert errors[f"third_choice-0-{field}"][0].startswith(said)


@pytest.mark.parametrize("rows", [{}, {"impossible__0__begins": "2026-10-06"}])
def test_a_bid_needs_a_day_on_which_it_can_be_held(page: Page, rows: dict[str, str]) -> None:
    wishes, said = read(page, **rows)
    assert wishes.possible == ()
    assert said == {
        "first_choice-0-begins": [
            "Please enter at least one date on which the seminar can be held."
        ]
    }


def test_who_strikes_out_every_date_is_told_so_where_they_did(page: Page) -> None:
    wishes, said = read(
        page,
        first_choice__0__begins="2026-10-06",
        second_choice__0__begins="2026-10-13",
        impossible__0__begins="2026-11-04",
        impossible__1__begins="2026-10-05",
        impossible__1__ends="2026-10-16",
    )
    assert wishes.possible == ()
    assert list(said) == ["impossible-1-begins"]
    assert said["impossible-1-begins"][0].startswith("This strikes out every date")


def test_rows_become_more_up_to_a_limit_and_are_told_apart(page: Page) -> None:
    with page():
        form = DatesForm()
        form.add_row("csrf_token")
        for _ in range(MOST_ROWS + 5):
            form.add_row("first_choice")
        assert len(form.first_choice) == MOST_ROWS
        assert len(form.second_choice) == 1
        assert form.first_choice[1]["begins"].label.text == "First choice, row 2: from"
        assert form.first_choice[1]["ends"].label.text == "First choice, row 2: to"
