"""The organiser's list of bids: filtered, searched, sorted, counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.bids.states import BidState
from seminar_service.domain.names import to_katakana
from seminar_service.domain.text_folding import fold_hyphens, fold_width
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_at_work
from seminar_service.tours.values import TourStage

_NUMBER = re.compile(r"(?:[0-9]{4}-)?([0-9]{1,6})")


class BidOrder(StrEnum):
    """How a list of bids is sorted."""

    NEWEST = "newest"
    NUMBER = "number"
    HOST = "host"
    PLACE = "place"
    FIRST_DATE = "first_date"


@dataclass(frozen=True)
class BidFilter:
    """What a list of bids shows: empty values ask for everything."""

    state: BidState | None = None
    text: str = ""
    place: str = ""
    order: BidOrder = BidOrder.NEWEST


@dataclass(frozen=True)
class BidRow:
    """One line of the organiser's list.

    Attributes:
        bid: The bid with its slots and topics.
        first_day: The earliest day on which it could be held; `None` if there is none.
        possible_days: On how many days it could be held.
    """

    bid: Bid
    first_day: date | None
    possible_days: int


@dataclass(frozen=True)
class BidList:
    """One page of the organiser's list, with counts of the whole tour."""

    rows: list[BidRow]
    found: int
    counts: dict[BidState, int]

    @property
    def all_bids(self) -> int:
        """All bids of the tour."""
        return sum(self.counts.values())


def bid_list(
    session: Session, tour_id: int, wanted: BidFilter, *, page: int, page_size: int
) -> BidList:
    """Read one page of a tour's bids; pages count from 1. Four queries."""
    matching = _matching(tour_id, wanted)
    found = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    days = _days()
    rows = session.execute(
        select(Bid, days.c.first_day, days.c.possible_days)
        .outerjoin(days, days.c.bid_id == Bid.id)
        .where(Bid.id.in_(matching))
        .order_by(*_order(wanted.order, days))
        .offset((page - 1) * page_size)
        .limit(page_size)
        .options(selectinload(Bid.slots).joinedload(BidSlot.topics))
    )
    return BidList(
        rows=[BidRow(bid, first_day, number or 0) for bid, first_day, number in rows],
        found=found,
        counts=_counts(session, tour_id),
    )


def _counts(session: Session, tour_id: int) -> dict[BidState, int]:
    rows = session.execute(
        select(Bid.state, func.count().label("number"))
        .where(Bid.tour_id == tour_id, Bid.state != BidState.DRAFT)
        .group_by(Bid.state)
    )
    return {row.state: row.number for row in rows}


def _days() -> Subquery:
    """The earliest possible day of each bid, and how many it has."""
    return (
        select(
            BidDate.bid_id,
            func.min(BidDate.day).label("first_day"),
            func.count().label("possible_days"),
        )
        .where(BidDate.choice != Choice.IMPOSSIBLE)
        .group_by(BidDate.bid_id)
        .subquery()
    )


def _order(order: BidOrder, days: Subquery) -> tuple[ColumnElement[Any], ...]:
    by_reading = func.coalesce(func.nullif(Bid.host_name_kana, ""), Bid.host_name)
    orders: dict[BidOrder, tuple[ColumnElement[Any], ...]] = {
        BidOrder.NEWEST: (Bid.created_at.desc(), Bid.id.desc()),
        BidOrder.NUMBER: (Bid.number.asc(),),
        BidOrder.HOST: (by_reading.asc(), Bid.number.asc()),
        BidOrder.PLACE: (Bid.place.asc(), Bid.number.asc()),
        BidOrder.FIRST_DATE: (days.c.first_day.asc(), Bid.number.asc()),
    }
    return orders[order]


def _matching(tour_id: int, wanted: BidFilter) -> Select[int]:
    rows = select(Bid.id).where(Bid.tour_id == tour_id, Bid.state != BidState.DRAFT)
    if wanted.state is not None:
        rows = rows.where(Bid.state == wanted.state)
    if wanted.place:
        rows = rows.where(Bid.place == wanted.place)
    for word in fold_width(wanted.text).split():
        rows = rows.where(_has_word(word))
    return rows


def _has_word(word: str) -> ColumnElement[bool]:
    """Whether a bid has a word in its names, its venue or its mail address, or as its number."""
    columns = (
        Bid.host_name,
        Bid.contact_name,
        Bid.contact_email,
        Bid.venue_name,
        Bid.venue_address,
    )
    folded = word.casefold()
    found = [func.lower(column).contains(folded, autoescape=True) for column in columns]
    found.append(Bid.host_name_kana.contains(to_katakana(word), autoescape=True))
    number = _NUMBER.fullmatch(fold_hyphens(word))
    if number:
        found.append(Bid.number == int(number[1]))
    return or_(*found)


def chosen_bids(session: Session, tour_id: int, numbers: Iterable[int]) -> list[Bid]:
    """Those bids of a tour that have one of these ids, by number, with their seminars. Two queries.

    Drafts are nobody's to choose.
    """
    return list(
        session.scalars(
            select(Bid)
            .where(Bid.tour_id == tour_id, Bid.id.in_(list(numbers)), Bid.state != BidState.DRAFT)
            .order_by(Bid.number)
            .options(selectinload(Bid.seminars))
        )
    )


def matching_numbers(session: Session, tour_id: int, wanted: BidFilter) -> list[int]:
    """The ids of all bids of a tour that a list shows, on whatever page, by number. One query."""
    matching = Bid.id.in_(_matching(tour_id, wanted))
    return list(session.scalars(select(Bid.id).where(matching).order_by(Bid.number)))


def next_waiting(session: Session, bid: Bid) -> Bid | None:
    """The next bid of the same tour that waits for a decision, in the order of numbers.

    After the last number it begins with the first again.
    """
    return session.scalar(
        select(Bid)
        .where(Bid.tour_id == bid.tour_id, Bid.state == BidState.SUBMITTED, Bid.id != bid.id)
        .order_by((Bid.number > bid.number).desc(), Bid.number)
        .limit(1)
    )


def tour_of_inbox(session: Session, today: date) -> Tour | None:
    """The tour whose bid has waited longest for the office, else the one at work. Two queries."""
    waiting = select(Tour).join(Bid).where(Bid.state == BidState.SUBMITTED)
    oldest = waiting.where(Tour.stage != TourStage.ARCHIVED).order_by(Bid.created_at, Bid.id)
    return session.scalar(oldest.limit(1)) or tour_at_work(session, today)
