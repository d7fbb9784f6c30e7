"""Handouts come and are missing; no store ever has fewer than none."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.handouts import queries
from seminar_service.handouts.model import StockEntry
from seminar_service.handouts.stock import (
    HandoutKnown,
    NotEnoughThere,
    add_handout,
    add_store,
    receive,
    send_off,
    set_apart,
)
from seminar_service.handouts.values import HandoutDetails, HandoutKind
from seminar_service.storage.transaction import transaction
from tests.bids.support import NOW, STAFF
from tests.factories import make_handout, make_stock

DETAILS = HandoutDetails(HandoutKind.POSTER, "ポスター", "2026", "ja")


def _stock(session: Session) -> list[tuple[int, int]]:
    session.rollback()
    session.expire_all()
    return [(each.on_hand, each.set_apart) for each in queries.stock(session)]


def test_an_edition_and_a_store_are_added_once(session: Session) -> None:
    add_handout(session, DETAILS, actor=STAFF, now=NOW)
    add_store(session, "倉庫", actor=STAFF, now=NOW)
    with pytest.raises(HandoutKnown):
        add_handout(session, DETAILS, actor=STAFF, now=NOW)
    with pytest.raises(HandoutKnown):
        add_store(session, "倉庫", actor=STAFF, now=NOW)


def test_what_comes_is_booked_once_for_each_key(session: Session) -> None:
    handout = add_handout(session, DETAILS, actor=STAFF, now=NOW)
    store = add_store(session, "倉庫", actor=STAFF, now=NOW)
    ids = handout.id, store.id
    for key, pieces in (("a", 100), ("a", 100), ("b", -30)):
        receive(session, *ids, pieces, form_key=key, actor=STAFF, now=NOW)
    assert _stock(session) == [(70, 0)]
    assert session.scalar(select(func.sum(StockEntry.pieces))) == 70


def test_no_store_has_fewer_than_none_or_than_is_set_apart(session: Session) -> None:
    handout = make_handout(session)
    ids = handout.id, make_stock(session, handout, 10).id
    with transaction(session):
        set_apart(session, *ids, 4)
    for pieces in (-11, -7):
        with pytest.raises(NotEnoughThere):
            receive(session, *ids, pieces, form_key=str(pieces), actor=STAFF, now=NOW)
    with pytest.raises(NotEnoughThere), transaction(session):
        set_apart(session, *ids, 7)
    with pytest.raises(NotEnoughThere), transaction(session):
        send_off(session, StockEntry(handout_id=ids[0], store_id=ids[1], pieces=-5, at=NOW))
    assert _stock(session) == [(10, 4)]
    with pytest.raises(NotFound):
        receive(session, 99, ids[1], 1, form_key="x", actor=STAFF, now=NOW)
