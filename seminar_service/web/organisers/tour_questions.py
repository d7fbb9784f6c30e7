"""What to ask about a tour's dates and rules that are valid, but can hardly be meant."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from flask_babel import gettext, ngettext

from seminar_service.tours.services import TourSettings
from seminar_service.web.questions import Question
from seminar_service.web.templating import format_day, format_yen

if TYPE_CHECKING:
    from seminar_service.web.organisers.forms_tours import TourForm

LONGEST_CALL: Final = timedelta(days=183)
SHORTEST_TOUR: Final = timedelta(days=28)
SHORTEST_DAY: Final = timedelta(hours=4)
LONGEST_BUFFER: Final = 240
LONGEST_BEFORE: Final = 30
LONGEST_GAP: Final = 60
LONGEST_CLOSURE: Final = 60
SMALLEST_BUDGET: Final = 10_000
DEAREST_NIGHT: Final = 50_000


def tour_questions(form: "TourForm") -> Iterator[Question]:
    """Everything that is odd about a tour; call it only after a `validate` that succeeded."""
    said = form.tour_settings()
    yield from _about_call(form, said)
    yield from _about_registration(form, said)
    yield from _about_days(form, said)
    yield from _about_limits(form, said)
    yield from _about_prices(form, said)


def _about_call(form: "TourForm", said: TourSettings) -> Iterator[Question]:
    opens, closes = form.call_opens_on, form.call_closes_on
    if said.call_closes_on - said.call_opens_on > LONGEST_CALL:
        days = (said.call_closes_on - said.call_opens_on).days
        text = ngettext(
            "The call would be open for %(num)s day.",
            "The call would be open for %(num)s days.",
            days,
        )
        yield Question("long_call", (closes, opens), text)
    if said.call_closes_on > said.last_day:
        text = gettext(
            "The call would close after the last day of the tour (%(day)s).",
            day=format_day(said.last_day),
        )
        yield Question("late_call", (closes, form.last_day), text)


def _about_registration(form: "TourForm", said: TourSettings) -> Iterator[Question]:
    if (days := said.registration_closes_days) > LONGEST_BEFORE:
        text = ngettext(
            "Registration would close %(num)s day before each seminar.",
            "Registration would close %(num)s days before each seminar.",
            days,
        )
        yield Question("early_close", (form.registration_closes_days,), text)
    opens, closes = said.registration_opens_days, said.registration_closes_days
    if 0 < opens <= closes:
        text = gettext("Registration would open after it has closed: nobody could register.")
        fields = form.registration_opens_days, form.registration_closes_days
        yield Question("open_late", fields, text)


def _about_days(form: "TourForm", said: TourSettings) -> Iterator[Question]:
    first, last = form.first_day, form.last_day
    length = said.last_day - said.first_day + timedelta(days=1)
    if length < SHORTEST_TOUR:
        text = ngettext(
            "The tour would last only %(num)s day.",
            "The tour would last only %(num)s days.",
            length.days,
        )
        yield Question("short_tour", (last, first), text)
    hours = _on_one_day(said.day_end) - _on_one_day(said.day_start)
    if hours < SHORTEST_DAY:
        text = gettext("Between these times hardly any seminar can be held, with the way there.")
        yield Question("short_day", (form.day_end, form.day_start), text)
    closed = sum(len(list(each.days.days())) for each in said.closed_periods)
    if closed > LONGEST_CLOSURE:
        text = ngettext(
            "Nothing would be held on %(num)s day of the year.",
            "Nothing would be held on %(num)s days of the year.",
            closed,
        )
        yield Question("closed", (form.closed_periods,), text)


def _about_limits(form: "TourForm", said: TourSettings) -> Iterator[Question]:
    if said.max_seminars_per_day == 0:
        text = gettext(
            "With 0, no seminar can be held on any day. For no limit, leave the field empty."
        )
        yield Question("no_seminars", (form.max_seminars_per_day,), text)
    if said.buffer_minutes > LONGEST_BUFFER:
        text = gettext("Advisers would have to be there more than four hours before each seminar.")
        yield Question("buffer", (form.buffer_minutes,), text)
    if said.same_place_gap_days > LONGEST_GAP:
        text = gettext("Two months and more would have to lie between seminars in one prefecture.")
        yield Question("gap", (form.same_place_gap_days,), text)
    budget = said.travel_budget_yen
    if budget is not None and budget < SMALLEST_BUDGET:
        text = gettext(
            "With %(yen)s hardly anybody can travel. For no limit, leave the field empty.",
            yen=format_yen(budget),
        )
        yield Question("budget", (form.travel_budget_yen,), text)


def _about_prices(form: "TourForm", said: TourSettings) -> Iterator[Question]:
    night = said.hotel_yen
    if night == 0 or night > DEAREST_NIGHT:
        text = gettext("One night would cost %(yen)s.", yen=format_yen(night))
        yield Question("night", (form.hotel_yen,), text)
    if said.decline_yen == 0:
        text = gettext("With 0, the planner refuses each bid that costs a journey.")
        yield Question("free_refusal", (form.decline_yen,), text)
    text = gettext("This is cheaper than the choice before it: the planner would prefer it.")
    first, second, third = form.first_choice_yen, form.second_choice_yen, form.third_choice_yen
    if said.second_choice_yen < said.first_choice_yen:
        yield Question("second_choice", (second, first), text)
    if said.third_choice_yen < said.second_choice_yen:
        yield Question("third_choice", (third, second), text)


def _on_one_day(moment: time) -> datetime:
    return datetime.combine(date.min, moment)
