"""An order goes its way, and the stock goes along."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import COUNTER
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.handouts import queries
from seminar_service.handouts.model import HandoutOrder, StockEntry
from seminar_service.handouts.orders import NothingOrdered, act, approve, ask
from seminar_service.handouts.states import OrderAction, OrderState
from seminar_service.handouts.stock import NotEnoughThere
from seminar_service.handouts.values import Receiver, ReceiverKind
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter, make_handout, make_order, make_stock

RECEIVER = Receiver(ReceiverKind.OTHER, "商工会", "13", "千代田区1-1")


def _stock(session: Session) -> list[tuple[int, int]]:
    session.rollback()
    session.expire_all()
    return [(each.on_hand, each.set_apart) for each in queries.stock(session)]


def test_a_form_that_is_sent_twice_is_one_order(session: Session) -> None:
    pieces = {make_handout(session).id: 5, make_handout(session).id: 0}
    for _ in range(2):
        ask(session, RECEIVER, pieces, form_key="k", actor=COUNTER, now=NOW)
    row = session.scalars(select(HandoutOrder)).one()
    assert [line.asked for line in row.lines] == [5]
    with pytest.raises(NothingOrdered):
        ask(session, RECEIVER, {}, form_key="l", actor=COUNTER, now=NOW)


def test_what_is_approved_is_set_apart_and_leaves_with_the_shipment(session: Session) -> None:
    handout = make_handout(session)
    store = make_stock(session, handout, 80)
    order = make_order(session, make_counter(session), handout=handout)
    with pytest.raises(NotEnoughThere):
        approve(session, order.id, store.id, {handout.id: 100}, version=1, actor=STAFF, now=NOW)
    assert _stock(session) == [(80, 0)]
    approve(session, order.id, store.id, {handout.id: 60}, version=1, actor=STAFF, now=NOW)
    assert _stock(session) == [(80, 60)]
    act(session, order.id, OrderAction.SHIP, version=2, actor=STAFF, now=NOW)
    assert _stock(session) == [(20, 0)]
    act(session, order.id, OrderAction.DELIVER, version=3, actor=STAFF, now=NOW)
    session.refresh(order)
    assert (order.state, order.shipped_at) == (OrderState.DELIVERED, NOW)
    assert session.scalar(select(func.sum(StockEntry.pieces))) == -60


def test_an_order_that_is_withdrawn_gives_back_what_was_set_apart(session: Session) -> None:
    handout = make_handout(session)
    store = make_stock(session, handout, 100)
    order = make_order(session, make_counter(session), handout=handout)
    approve(session, order.id, store.id, {handout.id: 100}, version=1, actor=STAFF, now=NOW)
    act(session, order.id, OrderAction.WITHDRAW, version=2, actor=STAFF, now=NOW)
    assert _stock(session) == [(100, 0)]
    with pytest.raises(TransitionNotAllowed):
        act(session, order.id, OrderAction.SHIP, version=3, actor=STAFF, now=NOW)


def test_who_comes_too_late_and_what_is_missing_is_refused(session: Session) -> None:
    handout = make_handout(session)
    store = make_stock(session, handout, 100)
    order = make_order(session, make_counter(session), handout=handout)
    with pytest.raises(NothingOrdered):
        approve(session, order.id, store.id, {}, version=1, actor=STAFF, now=NOW)
    act(session, order.id, OrderAction.REFUSE, version=1, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        approve(session, order.id, store.id, {handout.id: 1}, version=1, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        act(session, 99, OrderAction.REFUSE, version=1, actor=STAFF, now=NOW)
    assert _stock(session) == [(100, 0)]
