"""Rows of dates in a form: a day, or the days from one to another, for each choice."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, Form, FormField
from wtforms.validators import Optional

from seminar_service.bids.model import Bid
from seminar_service.bids.wishes import Wish, Wishes, WishProblem, read_wishes
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import DayRange, TourCalendar
from seminar_service.web import bid_words
from seminar_service.web.fields import DayField
from seminar_service.web.row_lists import RowList
from seminar_service.web.templating import format_day_range

MOST_ROWS: Final = 20
WISH_LISTS: Final = {
    "first_choice": Choice.FIRST,
    "second_choice": Choice.SECOND,
    "third_choice": Choice.THIRD,
    "impossible": Choice.IMPOSSIBLE,
}


class DateRowForm(Form):
    """One row: a day, or the days from one to another."""

    begins = DayField(_l("From"), validators=[Optional()])
    ends = DayField(_l("To"), validators=[Optional()])


def complain(field: Field, message: str) -> None:
    """Add an error to a field that has been validated."""
    field.errors = [*field.errors, message]


def date_rows(choice: Choice) -> RowList:
    """A field of rows for one choice; forms name it as `WISH_LISTS` does."""
    row = FormField(DateRowForm)
    return RowList(row, bid_words.CHOICES[choice], min_entries=1, max_entries=MOST_ROWS)


class WishesForm(FlaskForm):
    """A form with rows for three choices and for impossible dates.

    A subclass declares the fields of `WISH_LISTS`, at their place among its other fields. It
    calls `name_rows` when it is made, and `check_dates` when it validates.
    """

    def name_rows(self) -> None:
        """Give the fields of every row a label that tells them apart."""
        for name in WISH_LISTS:
            rows = self[name]
            for place, row in enumerate(rows, start=1):
                where = gettext("%(list)s, row %(row)d", list=rows.label.text, row=place)
                row.begins.label.text = gettext("%(row)s: from", row=where)
                row.ends.label.text = gettext("%(row)s: to", row=where)

    def add_row(self, name: str) -> None:
        """Give a list of dates one more row, up to `MOST_ROWS`; other names do nothing."""
        if name in WISH_LISTS and len(self[name]) < MOST_ROWS:
            self[name].append_entry()
            self.name_rows()

    def check_dates(self, calendar: TourCalendar, today: date, kept: Collection[date]) -> Wishes:
        """Read the rows, and complain where one cannot be or no date is left."""
        rows = self._complete_rows()
        asked = [
            Wish(choice, DayRange(row["begins"].data, row["ends"].data or row["begins"].data))
            for choice, row in rows
        ]
        wishes = read_wishes(asked, calendar, today, kept)
        for place, problem in wishes.problems.items():
            _complain_about_row(rows[place][1], problem, calendar)
        lists = [self[name] for name in WISH_LISTS]
        if not wishes.possible and not any(row.errors for rows in lists for row in rows):
            self._complain_of_no_date(wishes, rows)
        for rows_of_list in lists:
            rows_of_list.errors = [row.errors for row in rows_of_list if row.errors]
        return wishes

    def _complain_of_no_date(
        self, wishes: Wishes, rows: Sequence[tuple[Choice, FormField]]
    ) -> None:
        """Complain where the mistake lies: at what strikes dates out, or that there are none."""
        if not wishes.given_up:
            message = gettext("Please enter at least one date on which the seminar can be held.")
            complain(self["first_choice"][0]["begins"], message)
            return
        message = gettext(
            "This strikes out every date that you named. Please leave at least one on which the "
            "seminar can be held."
        )
        for choice, row in rows:
            first, last = row["begins"].data, row["ends"].data or row["begins"].data
            if choice is Choice.IMPOSSIBLE and any(first <= day <= last for day in wishes.given_up):
                complain(row["begins"], message)

    def _complete_rows(self) -> list[tuple[Choice, FormField]]:
        """The rows with a first day; those with only a last day are complained about."""
        complete = []
        for name, choice in WISH_LISTS.items():
            for row in self[name]:
                begins, ends = row["begins"], row["ends"]
                if begins.data and not ends.errors:
                    complete.append((choice, row))
                elif ends.data and not begins.errors:
                    complain(begins, gettext("Please enter the first day of the range too."))
        return complete


def date_values(bid: Bid, calendar: TourCalendar) -> dict[str, list[dict[str, date | None]]]:
    """The rows with which a form shows the dates of a bid that is already there."""
    values: dict[str, list[dict[str, date | None]]] = {}
    for name, choice in WISH_LISTS.items():
        days = [each.day for each in bid.dates if each.choice is choice]
        values[name] = [
            {"begins": each.first, "ends": each.last if each.last != each.first else None}
            for each in calendar.ranges(days)
        ]
    return values


def _complain_about_row(row: FormField, problem: WishProblem, calendar: TourCalendar) -> None:
    if problem is WishProblem.ENDS_BEFORE_IT_BEGINS:
        complain(row["ends"], gettext("The last day must not lie before the first."))
    else:
        complain_of_day(row["begins"], problem, calendar)


def complain_of_day(field: Field, problem: WishProblem, calendar: TourCalendar) -> None:
    """Say in a day's field what is wrong with that day."""
    horizon = format_day_range(calendar.horizon.first, calendar.horizon.last)
    if problem is WishProblem.OUTSIDE_THE_TOUR:
        message = gettext(
            "The tour takes place on %(days)s. Please choose days within it.", days=horizon
        )
    elif problem is WishProblem.IN_THE_PAST:
        message = gettext("This day has passed. Please choose a later one.")
    else:
        message = gettext(
            "Seminars are not held on weekends, public holidays and days on which the "
            "office is closed. Please choose another day."
        )
    complain(field, message)
