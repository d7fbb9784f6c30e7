"""What to ask about a bid whose fields are valid, but can hardly be meant together."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from flask_babel import gettext, ngettext

from seminar_service.bids.details import BidDetails
from seminar_service.domain.prefectures import prefecture, prefectures
from seminar_service.web.locale import current_locale
from seminar_service.web.questions import Question
from seminar_service.web.templating import format_day, format_number, format_time

if TYPE_CHECKING:
    from seminar_service.web.bid_forms import BidForm

SHORTEST: Final = timedelta(hours=1)
LONGEST: Final = timedelta(hours=6)
EARLIEST: Final = time(8)
LATEST: Final = time(19)
FEWEST_SEATS: Final = 5
MOST_SEATS: Final = 1_000
NOTICE: Final = timedelta(days=14)


def bid_questions(form: "BidForm") -> Iterator[Question]:
    """Everything that is odd about a bid; call it only after a `validate` that succeeded."""
    said = form.details()
    yield from _about_length(form, said)
    yield from _about_time_of_day(form, said)
    yield from _about_seats(form, said)
    yield from _about_address(form, said)
    yield from _about_dates(form)


def _about_length(form: "BidForm", said: BidDetails) -> Iterator[Question]:
    starts, ends = form.starts_at, form.ends_at
    length = _on_one_day(said.ends_at) - _on_one_day(said.starts_at)
    minutes = int(length.total_seconds()) // 60
    if length < SHORTEST:
        text = ngettext(
            "The seminar would last only %(num)d minute.",
            "The seminar would last only %(num)d minutes.",
            minutes,
        )
        yield Question("short", (ends, starts), text)
    elif length > LONGEST:
        hours = format_number(round(minutes / 60))
        text = gettext("The seminar would last about %(hours)s hours.", hours=hours)
        yield Question("long", (ends, starts), text)


def _about_time_of_day(form: "BidForm", said: BidDetails) -> Iterator[Question]:
    if EARLIEST <= said.starts_at < LATEST:
        return
    text = gettext("The seminar would begin at %(time)s.", time=format_time(said.starts_at))
    yield Question("time_of_day", (form.starts_at,), text)


def _about_seats(form: "BidForm", said: BidDetails) -> Iterator[Question]:
    seats, people = said.capacity, said.expected_audience
    if people and people > seats:
        text = gettext(
            "You expect %(people)s people, but the room seats %(seats)s.",
            people=format_number(people),
            seats=format_number(seats),
        )
        yield Question("crowded", (form.expected_audience, form.capacity), text)
    if not FEWEST_SEATS <= seats <= MOST_SEATS:
        text = ngettext(
            "The room would seat %(seats)s person.",
            "The room would seat %(seats)s people.",
            seats,
            seats=format_number(seats),
        )
        yield Question("seats", (form.capacity,), text)


def _about_address(form: "BidForm", said: BidDetails) -> Iterator[Question]:
    typed = said.venue_address
    named = next((each for each in prefectures() if typed.startswith(each.name_ja)), None)
    if named is None or named.code == said.place:
        return
    text = gettext(
        "The address begins with %(named)s, but you chose %(chosen)s.",
        named=named.name(current_locale()),
        chosen=prefecture(said.place).name(current_locale()),
    )
    yield Question("prefecture", (form.venue_address, form.place), text)


def _about_dates(form: "BidForm") -> Iterator[Question]:
    possible = form.wishes.possible if form.wishes else ()
    if not possible or possible[-1] >= form.today + NOTICE:
        return
    text = gettext(
        "The last date that you name is %(day)s. That leaves less than two weeks to prepare.",
        day=format_day(possible[-1]),
    )
    yield Question("soon", (form.first_choice, form.second_choice, form.third_choice), text)


def _on_one_day(moment: time) -> datetime:
    return datetime.combine(date.min, moment)
