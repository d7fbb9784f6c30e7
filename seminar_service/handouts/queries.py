"""Reads of handouts: the stock, orders, and what was handed out in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.japan_time import instant_of
from seminar_service.handouts.model import (
    Handout,
    HandoutOrder,
    HandoutStock,
    HandoutStore,
    OrderLine,
    StockEntry,
)
from seminar_service.handouts.states import OrderState
from seminar_service.handouts.values import HandoutKind, ReceiverKind

MOST_ORDERS = 200
"""Orders of one list: those that wait first, then the newest."""


@dataclass(frozen=True)
class StockLine:
    """A handout in a store."""

    handout: Handout
    store: HandoutStore
    on_hand: int
    set_apart: int

    @property
    def left(self) -> int:
        """What can still be approved."""
        return self.on_hand - self.set_apart


@dataclass(frozen=True)
class GivenOut:
    """How many pieces went to receivers of a kind in a prefecture within a fiscal year."""

    kind: HandoutKind
    receiver: ReceiverKind
    prefecture: str
    pieces: int


def handouts(session: Session) -> Sequence[Handout]:
    """All handouts, pamphlets first. One query."""
    return session.scalars(select(Handout).order_by(Handout.kind, Handout.id)).all()


def stores(session: Session) -> Sequence[HandoutStore]:
    """All stores. One query."""
    return session.scalars(select(HandoutStore).order_by(HandoutStore.id)).all()


def stock(session: Session) -> list[StockLine]:
    """What there is where. One query."""
    rows = session.execute(
        select(Handout, HandoutStore, HandoutStock.on_hand, HandoutStock.set_apart)
        .join(HandoutStock, HandoutStock.handout_id == Handout.id)
        .join(HandoutStore, HandoutStore.id == HandoutStock.store_id)
        .order_by(Handout.kind, Handout.id, HandoutStore.id)
    )
    return [StockLine(*row) for row in rows]


def orders(
    session: Session, *, counter_id: int | None = None, bid_id: int | None = None
) -> Sequence[HandoutOrder]:
    """Orders, those that wait for the office first; of one counter or host where given.

    Three queries.
    """
    found = select(HandoutOrder).options(
        selectinload(HandoutOrder.lines).joinedload(OrderLine.handout)
    )
    if counter_id is not None:
        found = found.where(HandoutOrder.counter_id == counter_id)
    if bid_id is not None:
        found = found.where(HandoutOrder.bid_id == bid_id)
    waits = HandoutOrder.state.in_([OrderState.ASKED, OrderState.APPROVED])
    return session.scalars(
        found.order_by(waits.desc(), HandoutOrder.id.desc()).limit(MOST_ORDERS)
    ).all()


def order(session: Session, order_id: int) -> HandoutOrder:
    """One order with its lines.

    Raises:
        NotFound: There is no such order.
    """
    row = session.get(HandoutOrder, order_id, populate_existing=True)
    if row is None:
        raise NotFound("handout_order")
    return row


def given_out(session: Session, year: int) -> list[GivenOut]:
    """What was sent in a fiscal year, by kind, receiver and prefecture. One query."""
    months = FiscalYear(year)
    begins = instant_of(months.first_day, time())
    ends = instant_of(months.next.first_day, time())
    keys = (Handout.kind, HandoutOrder.receiver, HandoutOrder.prefecture)
    rows = session.execute(
        select(*keys, -func.sum(StockEntry.pieces))
        .select_from(StockEntry)
        .join(HandoutOrder, HandoutOrder.id == StockEntry.order_id)
        .join(Handout, Handout.id == StockEntry.handout_id)
        .where(StockEntry.at >= begins, StockEntry.at < ends)
        .group_by(*keys)
        .order_by(*keys)
    )
    return [GivenOut(kind, receiver, place, int(pieces)) for kind, receiver, place, pieces in rows]
