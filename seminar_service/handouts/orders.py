"""Orders of handouts: asked for, decided, sent, delivered."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.handouts.model import HandoutOrder, HandoutStore, OrderLine, StockEntry
from seminar_service.handouts.states import ORDER_TRANSITIONS, OrderAction
from seminar_service.handouts.stock import send_off, set_apart
from seminar_service.handouts.values import Receiver
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction

HAPPENED = {
    OrderAction.REFUSE: HistoryKind.ORDER_REFUSED,
    OrderAction.WITHDRAW: HistoryKind.ORDER_WITHDRAWN,
    OrderAction.SHIP: HistoryKind.ORDER_SHIPPED,
    OrderAction.DELIVER: HistoryKind.ORDER_DELIVERED,
}


class NothingOrdered(DomainError):  # noqa: N818 (named after the rule)
    """An order asks for at least one piece of something."""

    code = "nothing_ordered"
    category = Category.INVALID


def ask(
    session: Session,
    receiver: Receiver,
    pieces: Mapping[int, int],
    *,
    form_key: str,
    note: str = "",
    actor: Actor | None,
    now: datetime,
) -> HandoutOrder:
    """Order pieces of handouts (by their numbers); sent twice with one key, it is one order.

    Raises:
        NothingOrdered: It asks for nothing.
    """
    wanted = {handout: number for handout, number in pieces.items() if number > 0}
    if not wanted:
        raise NothingOrdered
    with transaction(session):
        known = session.scalar(select(HandoutOrder).where(HandoutOrder.form_key == form_key))
        if known is not None:
            return known
        row = HandoutOrder(
            form_key=form_key,
            receiver=receiver.kind,
            counter_id=receiver.counter_id,
            bid_id=receiver.bid_id,
            seminar_id=receiver.seminar_id,
            organisation=receiver.organisation,
            person=receiver.person,
            prefecture=receiver.prefecture,
            postal_code=receiver.postal_code,
            address=receiver.address,
            note=note,
            asked_at=now,
        )
        row.lines = [OrderLine(handout_id=each, asked=number) for each, number in wanted.items()]
        session.add(row)
        session.flush()
        subject = Subject(SubjectKind.HANDOUT_ORDER, row.id)
        history.record(session, HistoryKind.ORDER_ASKED, subject, actor, now)
        return row


def approve(
    session: Session,
    order_id: int,
    store_id: int,
    pieces: Mapping[int, int],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Approve an order with so many pieces of each handout, which are set apart in a store.

    Raises:
        NotFound: There is no such order or store.
        ChangedMeanwhile: Somebody has decided on it since `version`.
        TransitionNotAllowed: It is decided.
        NothingOrdered: Nothing of it is approved; refuse it instead.
        NotEnoughThere: The store has not so many left; nothing is set apart then.
    """
    with transaction(session):
        row = _locked(session, order_id, version)
        if session.get(HandoutStore, store_id) is None:
            raise NotFound("handout_store")
        row.state = ORDER_TRANSITIONS.move(row.state, OrderAction.APPROVE)
        row.store_id = store_id
        for line in row.lines:  # in the order of their handouts, so that nobody waits in a circle
            line.approved = max(pieces.get(line.handout_id, 0), 0)
            set_apart(session, line.handout_id, store_id, line.approved)
        if not any(line.approved for line in row.lines):
            raise NothingOrdered
        mark_edited(session, row, HistoryKind.ORDER_APPROVED, actor=actor, now=now)


def act(
    session: Session,
    order_id: int,
    action: OrderAction,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Refuse, withdraw, ship an order or note that it has arrived.

    Raises:
        NotFound: There is no such order.
        ChangedMeanwhile: Somebody has decided on it since `version`.
        TransitionNotAllowed: It is not in a state for that.
    """
    with transaction(session):
        row = _locked(session, order_id, version)
        row.state = ORDER_TRANSITIONS.move(row.state, action)
        for line in row.lines:
            if row.store_id is None or not line.approved:
                continue
            if action is OrderAction.WITHDRAW:
                set_apart(session, line.handout_id, row.store_id, -line.approved)
            if action is OrderAction.SHIP:
                send_off(session, _gone(row, line, row.store_id, now))
        if action is OrderAction.SHIP:
            row.shipped_at = now
        mark_edited(session, row, HAPPENED[action], actor=actor, now=now)


def _gone(row: HandoutOrder, line: OrderLine, store_id: int, now: datetime) -> StockEntry:
    pieces = -(line.approved or 0)
    return StockEntry(
        handout_id=line.handout_id, store_id=store_id, pieces=pieces, at=now, order_id=row.id
    )


def _locked(session: Session, order_id: int, version: int | None) -> HandoutOrder:
    row = session.get(HandoutOrder, order_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFound("handout_order")
    require_version(row, version)
    return row
