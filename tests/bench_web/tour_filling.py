"""A tour of so many bids, with forty advisers or more, and a way to hold them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar import open_days
from seminar_service.tours.model import Topic, Tour
from tests.factories import make_adviser, make_bid, make_topic, make_tour

ADVISERS = 40
"""At least so many; more where they would have too much to do."""
TURNS = 15
"""How often an adviser gives a seminar in a year: every third week until the summer holiday."""
MOST_A_DAY = 80
EACH_WITH_TWO = 9
"""Of so many bids one wants two advisers."""
OFFERED = (0, 1, 2, 7, 14, -7, 21, 8)
"""Which days a host offers, counted from the one on which the draft holds its bid."""
MONDAY = 0


@dataclass(frozen=True)
class FilledTour:
    """A tour of the next fiscal year, and a way to hold all its bids.

    Attributes:
        tour: The tour.
        advisers: Who gives its seminars.
        held: Of each bid, in the order of their numbers, the day and the team.
    """

    tour: Tour
    advisers: list[Adviser]
    held: dict[Bid, tuple[date, list[Adviser]]]


def fill_tour(session: Session, bids: int) -> FilledTour:
    """Add a tour of the next fiscal year, which there is none of; the caller commits."""
    now = datetime.now(UTC)
    tour = make_tour(
        session,
        FiscalYear.of(now.date()).next.start_year,
        max_seminars_per_day=MOST_A_DAY,
        same_place_gap_days=1,
    )
    topics = [make_topic(session), make_topic(session, "brand", name_ja="商標", name_en="Brands")]
    codes = [each.code for each in prefectures()]
    number_of_advisers = max(ADVISERS, -(-bids // TURNS))
    advisers = [
        make_adviser(
            session,
            tour,
            home=codes[number * 11 % 47],
            topics=topics,
            max_seminars=60,
            unavailable=list(_absences(tour, number)),
        )
        for number in range(number_of_advisers)
    ]
    held = {}
    for number, day in zip(range(bids), _days(tour, number_of_advisers), strict=False):
        bid = _bid(session, tour, number, day, topics, codes[number * 7 % 47])
        first = number % number_of_advisers
        second = (first + number_of_advisers // 2) % number_of_advisers
        held[bid] = (day, [advisers[first], advisers[second]][: len(bid.slots)])
    return FilledTour(tour, advisers, held)


def _days(tour: Tour, advisers: int) -> Iterator[date]:
    """A day for each bid: each adviser gives a seminar every third week."""
    is_open = open_days(tour, None)
    for number in count():
        adviser, turn = number % advisers, number // advisers
        monday = tour.first_day + timedelta(days=7 - tour.first_day.weekday())
        begin = monday + timedelta(weeks=turn * 3 + adviser % 3, days=1 + adviser % 2)
        yield next(day for each in range(9) if (day := begin + timedelta(days=each)) in is_open)


def _bid(  # noqa: PLR0917 (what a bid needs)
    session: Session, tour: Tour, number: int, day: date, topics: list[Topic], place: str
) -> Bid:
    is_open = open_days(tour, None)
    offered = [day + timedelta(days=each) for each in OFFERED]
    choices = {
        each: list(Choice)[position % 3] for position, each in enumerate(offered) if each in is_open
    }
    slots = [[topics[0]], [topics[1]]] if number % EACH_WITH_TWO == 0 else [[topics[number % 2]]]
    name = f"第{number + 1}商工会議所"
    return make_bid(
        session, tour, number=number + 1, host_name=name, place=place, days=choices, topics=slots
    )


def _absences(tour: Tour, number: int) -> Iterator[date]:
    """Two weeks in summer, when nobody gives anything."""
    begin = tour.last_day - timedelta(days=20 + number % 5)
    yield from (begin + timedelta(days=each) for each in range(10))
