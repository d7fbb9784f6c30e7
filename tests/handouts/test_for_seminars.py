"""Seminars ahead get what their audience needs, once."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.handouts import for_seminars, queries
from seminar_service.handouts.for_seminars import needs, order_for
from seminar_service.handouts.model import HandoutOrder
from seminar_service.handouts.orders import act
from seminar_service.handouts.states import OrderAction
from seminar_service.handouts.values import HandoutKind
from seminar_service.seminars.states import SeminarState
from tests.bids.support import NOW, STAFF
from tests.factories import make_bid, make_handout, make_seminar, make_tour


def test_a_seminar_gets_one_order_by_its_expected_audience(session: Session) -> None:
    tour = make_tour(session)
    seminar = make_seminar(session, make_bid(session, tour, expected_audience=31))
    today = seminar.day - timedelta(days=10)
    full = make_seminar(session, make_bid(session, tour, expected_audience=5), taken=12)
    make_seminar(session, make_bid(session, tour), state=SeminarState.CANCELLED)
    items = [make_handout(session), make_handout(session, kind=HandoutKind.POSTER)]
    found = {each.seminar.id: each.audience for each in needs(session, today=today)}
    assert found == {seminar.id: 31, full.id: 12}
    names = {seminar.public_id, "nobodys1"}
    numbers = [
        order_for(session, names, items, today=today, actor=STAFF, now=NOW) for _ in range(2)
    ]
    assert numbers == [1, 0]
    (order,) = queries.orders(session)
    assert [line.asked for line in order.lines] == [40, 2]
    assert order.seminar_id == seminar.id
    assert needs(session, today=seminar.day + timedelta(days=400)) == []


def test_a_list_has_so_many_seminars_and_no_more(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(for_seminars, "MOST_SEMINARS", 1)
    tour = make_tour(session)
    first, _ = (make_seminar(session, make_bid(session, tour)) for _ in range(2))
    found = needs(session, today=first.day - timedelta(days=1))
    assert [each.seminar for each in found] == [first]


@pytest.mark.parametrize("action", [OrderAction.REFUSE, OrderAction.WITHDRAW])
def test_where_an_order_came_to_nothing_it_is_proposed_again(
    session: Session, action: OrderAction
) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    item, today = make_handout(session), seminar.day
    order_for(session, {seminar.public_id}, [item], today=today, actor=STAFF, now=NOW)
    (order,) = queries.orders(session)
    act(session, order.id, action, version=1, actor=STAFF, now=NOW)
    assert not needs(session, today=today)[0].is_ordered
    order_for(session, {seminar.public_id}, [item], today=today, actor=STAFF, now=NOW)
    assert session.query(HandoutOrder).count() == 2
