"""A database with a draft of so many bids and forty advisers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.drafting import copy_plan
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.calendar import open_days
from seminar_service.tours.model import Topic, Tour
from tests.factories import make_adviser, make_bid, make_topic, make_tour
from tests.planning.solver_io.plans import save_plan

ADVISERS = 40
MOST_BIDS = 600
"""More than three weeks apart there is no room for."""
EACH_WITH_TWO = 9
"""Of so many bids one wants two advisers."""
OFFERED = (0, 1, 2, 7, 14, -7, 21, 8)
"""Which days a host offers, counted from the one on which the draft holds its bid."""
MONDAY = 0


@dataclass(frozen=True)
class Draft:
    """What there is to be looked at.

    Attributes:
        plan_id: The draft.
        bid_id: A bid of it with one adviser.
        pair_id: A bid of it with two.
        adviser_id: Who gives seminars in it.
    """

    plan_id: int
    bid_id: int
    pair_id: int
    adviser_id: int


def fill_draft(database_url: str, bids: int) -> Draft:
    """Fill a database that has no tour of the next fiscal year."""
    if bids > MOST_BIDS:
        raise ValueError(f"at most {MOST_BIDS} bids")
    engine = make_engine(database_url)
    with make_session_factory(engine)() as session:
        draft = _fill(session, bids)
        session.commit()
    engine.dispose()
    return draft


def _fill(session: Session, bids: int) -> Draft:
    now = datetime.now(UTC)
    tour = make_tour(
        session,
        FiscalYear.of(now.date()).next.start_year,
        max_seminars_per_day=16,
        same_place_gap_days=1,
    )
    topics = [make_topic(session), make_topic(session, "brand", name_ja="商標", name_en="Brands")]
    codes = [each.code for each in prefectures()]
    advisers = [
        make_adviser(
            session,
            tour,
            home=codes[number * 11 % 47],
            topics=topics,
            max_seminars=60,
            unavailable=list(_absences(tour, number)),
        )
        for number in range(ADVISERS)
    ]
    held = {}
    for number, day in zip(range(bids), _days(tour), strict=False):
        bid = _bid(session, tour, number, day, topics, codes[number * 7 % 47])
        first = number % ADVISERS
        team = [advisers[first], advisers[(first + ADVISERS // 2) % ADVISERS]]
        held[bid] = (day, team[: len(bid.slots)])
    plan = save_plan(session, tour, held)
    keys = {len(bid.slots): bid.id for bid in held}
    draft_id = copy_plan(session, plan.id, actor=SYSTEM, now=now)
    return Draft(draft_id, keys[1], keys[2], advisers[0].id)


def _days(tour: Tour) -> Iterator[date]:
    """A day for each bid: each adviser gives a seminar every third week."""
    is_open = open_days(tour, None)
    for number in range(MOST_BIDS):
        adviser, turn = number % ADVISERS, number // ADVISERS
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
