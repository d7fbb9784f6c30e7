"""Clerks in processes of their own approve the last box at once: one wins."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.handouts import queries
from seminar_service.handouts.orders import approve
from seminar_service.handouts.states import OrderState
from seminar_service.handouts.stock import NotEnoughThere
from seminar_service.storage.transaction import prepare_sqlite
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter, make_handout, make_order, make_stock

PROCESSES = 4
BOX = 100


def approve_one(url: str, order_id: int, store_id: int, handout_id: int, together: Any) -> bool:
    """Approve a whole box for an order; whether there was one left."""
    engine = create_engine(url)
    prepare_sqlite(engine)
    together.wait()
    with sessionmaker(engine)() as session:
        try:
            approve(session, order_id, store_id, {handout_id: BOX}, version=1, actor=STAFF, now=NOW)
        except NotEnoughThere:
            return False
        finally:
            session.close()
            engine.dispose()
    return True


def test_of_those_who_approve_the_last_box_one_wins(database_url: str, session: Session) -> None:
    handout = make_handout(session)
    store = make_stock(session, handout, BOX + BOX // 2)
    counter = make_counter(session)
    numbers = [make_order(session, counter, handout=handout).id for _ in range(PROCESSES)]
    handout_id, store_id = handout.id, store.id
    session.close()
    context = multiprocessing.get_context("forkserver")
    with context.Manager() as manager, ProcessPoolExecutor(PROCESSES, context) as crowd:
        together = manager.Barrier(PROCESSES)
        tried = [
            crowd.submit(approve_one, database_url, number, store_id, handout_id, together)
            for number in numbers
        ]
        won = [each.result() for each in tried]

    assert sorted(won) == [False, False, False, True]
    (line,) = queries.stock(session)
    assert (line.on_hand, line.set_apart, line.left) == (150, 100, 50)
    states = [row.state for row in queries.orders(session)]
    assert states.count(OrderState.APPROVED) == 1
    assert states.count(OrderState.ASKED) == PROCESSES - 1
