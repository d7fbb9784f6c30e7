"""A host's wishes for dates: rows of days or ranges, read into one choice per day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import Closure, DayRange, TourCalendar

CHOICES: Final = (Choice.FIRST, Choice.SECOND, Choice.THIRD)
"""The choices that make a day possible, the dearest first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One row: a choice for all days from `days.first` to `days.last`."""

    choice: Choice
    days: DayRange


class WishProblem(StrEnum):
    """What is wrong with a row."""

    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    IN_THE_PAST = "in_the_past"
    OUTSIDE_THE_TOUR = "outside_the_tour"
    NO_DAY_LEFT = "no_day_left"


@dataclass(frozen=True)
class Wishes:
    """What the rows come to.

    Attributes:
        days: One choice per day that counts; impossible days are among them.
        left_out: Days of the chosen ranges on which nothing is held anyway, with the reason.
        given_up: Days that were chosen and also said to be impossible.
        problems: What is wrong, by the position of the row.
    """

    days: Mapping[date, Choice]
    left_out: Mapping[Closure, tuple[date, ...]]
    given_up: tuple[date, ...]
    problems: Mapping[int, WishProblem]

    @property
    def possible(self) -> tuple[date, ...]:
        """The days on which the seminar could be held, in order."""
        return tuple(sorted(day for day, choice in self.days.items() if choice in CHOICES))


def read_wishes(
    rows: Sequence[Wish],
    calendar: TourCalendar,
    today: date,
    kept: Collection[date] = (),
) -> Wishes:
    """Read rows into one choice per day.

    The dearest choice of a day counts; an impossible day wins over every choice. Weekends,
    holidays and closed periods inside a range are left out.

    Args:
        rows: What was asked for, in the order of the form.
        calendar: The days of the tour.
        today: The present day; earlier ones are in the past.
        kept: Days that the bid already had; they may lie in the past by now.
    """
    problems = {
        place: problem
        for place, row in enumerate(rows)
        if (problem := _problem(row, calendar, today, kept)) is not None
    }
    sound = [row for place, row in enumerate(rows) if place not in problems]
    chosen: dict[date, Choice] = {}
    for choice in reversed(CHOICES):
        chosen |= dict.fromkeys(_days_of(sound, choice), choice)
    impossible = set(_days_of(sound, Choice.IMPOSSIBLE))
    held = {
        day: choice
        for day, choice in (chosen | dict.fromkeys(impossible, Choice.IMPOSSIBLE)).items()
        if calendar.closure_on(day) is None
    }
    return Wishes(
        days=dict(sorted(held.items())),
        left_out=_left_out(chosen, calendar),
        given_up=tuple(sorted(day for day in held if day in chosen and day in impossible)),
        problems=problems,
    )


def _problem(
    row: Wish, calendar: TourCalendar, today: date, kept: Collection[date]
) -> WishProblem | None:
    first, last = row.days.first, row.days.last
    if last < first:
        return WishProblem.ENDS_BEFORE_IT_BEGINS
    if first not in calendar.horizon or last not in calendar.horizon:
        return WishProblem.OUTSIDE_THE_TOUR
    if first < today and first not in kept:
        return WishProblem.IN_THE_PAST
    if row.choice in CHOICES and all(calendar.closure_on(day) for day in row.days.days()):
        return WishProblem.NO_DAY_LEFT
    return None


def _days_of(rows: Iterable[Wish], choice: Choice) -> Iterable[date]:
    return (day for row in rows if row.choice is choice for day in row.days.days())


def _left_out(days: Iterable[date], calendar: TourCalendar) -> Mapping[Closure, tuple[date, ...]]:
    found: dict[Closure, tuple[date, ...]] = {}
    for day in sorted(days):
        closure = calendar.closure_on(day)
        if closure is not None:
            found[closure] = (*found.get(closure, ()), day)
    return found
