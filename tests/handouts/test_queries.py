"""The stock, orders of one receiver, and the sums of a year."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.handouts import queries
from seminar_service.handouts.orders import act, approve
from seminar_service.handouts.queries import GivenOut, given_out
from seminar_service.handouts.states import OrderAction, OrderState
from seminar_service.handouts.values import HandoutKind, ReceiverKind
from tests.bids.support import NOW, STAFF
from tests.factories import make_bid, make_counter, make_handout, make_order, make_stock, make_tour

LAST_OF_2025 = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)


def test_a_year_adds_up_what_was_sent_by_kind_receiver_and_prefecture(session: Session) -> None:
    pamphlet, poster = make_handout(session), make_handout(session, kind=HandoutKind.POSTER)
    stores = {each.id: make_stock(session, each, 1000).id for each in (pamphlet, poster)}
    first, second = make_counter(session), make_counter(session, prefecture="47")
    for counter, handout, pieces, at in (
        (first, pamphlet, 100, NOW),
        (first, pamphlet, 20, NOW),
        (second, pamphlet, 3, NOW),
        (second, poster, 2, NOW),
        (second, poster, 50, LAST_OF_2025),
    ):
        order = make_order(session, counter, handout=handout)
        store = stores[handout.id]
        approve(session, order.id, store, {handout.id: pieces}, version=1, actor=STAFF, now=at)
        act(session, order.id, OrderAction.SHIP, version=2, actor=STAFF, now=at)
    counters = ReceiverKind.COUNTER
    assert given_out(session, 2026) == [
        GivenOut(HandoutKind.PAMPHLET, counters, "23", 120),
        GivenOut(HandoutKind.PAMPHLET, counters, "47", 3),
        GivenOut(HandoutKind.POSTER, counters, "47", 2),
    ]
    assert [each.pieces for each in given_out(session, 2025)] == [50]


def test_a_receiver_sees_its_own_orders(session: Session) -> None:
    first, second = make_counter(session), make_counter(session)
    bid = make_bid(session, make_tour(session))
    own = make_order(session, first)
    of_host = make_order(session, second, counter_id=None, bid_id=bid.id)
    assert queries.orders(session, counter_id=first.id) == [own]
    assert queries.orders(session, bid_id=bid.id) == [of_host]
    assert queries.order(session, own.id) is own
    with pytest.raises(NotFound):
        queries.order(session, 99)
    assert len(queries.handouts(session)) == 2
    assert queries.stores(session) == []


def test_a_list_has_so_many_orders_those_that_wait_first(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_ORDERS", 2)
    counter = make_counter(session)
    waits = make_order(session, counter)
    make_order(session, counter, state=OrderState.DELIVERED)
    last = make_order(session, counter, state=OrderState.REFUSED)
    assert queries.orders(session) == [waits, last]
