"""What there is of handouts: items, stores, what comes and what is counted anew."""

from datetime import datetime

from sqlalchemy import CursorResult, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.handouts.model import Handout, HandoutStock, HandoutStore, StockEntry
from seminar_service.handouts.values import HandoutDetails
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction


class HandoutKnown(DomainError):  # noqa: N818 (named after the rule)
    """There is this handout, or a store of this name, already."""

    code = "handout_known"
    category = Category.CONFLICT


class NotEnoughThere(DomainError):  # noqa: N818 (named after the rule)
    """The store has fewer pieces than that, or the rest is set apart for orders.

    Attributes:
        handout_id: Of what.
    """

    code = "not_enough_there"
    category = Category.CONFLICT

    def __init__(self, handout_id: int) -> None:
        super().__init__(f"not enough of handout {handout_id}")
        self.handout_id = handout_id


def add_handout(
    session: Session, details: HandoutDetails, *, actor: Actor, now: datetime
) -> Handout:
    """Add a pamphlet or poster.

    Raises:
        HandoutKnown: There is one of this name, edition and language.
    """
    with transaction(session):
        known = select(Handout.id).where(
            Handout.name_ja == details.name_ja,
            Handout.edition == details.edition,
            Handout.language == details.language,
        )
        if session.scalar(known) is not None:
            raise HandoutKnown
        row = Handout(
            kind=details.kind,
            name_ja=details.name_ja,
            name_en=details.name_en,
            edition=details.edition,
            language=details.language,
            added_at=now,
        )
        session.add(row)
        session.flush()
        subject = Subject(SubjectKind.HANDOUT, row.id)
        history.record(session, HistoryKind.HANDOUT_ADDED, subject, actor, now)
        return row


def add_store(session: Session, name: str, *, actor: Actor, now: datetime) -> HandoutStore:
    """Add a place where handouts are kept.

    Raises:
        HandoutKnown: There is one of this name.
    """
    with transaction(session):
        if session.scalar(select(HandoutStore.id).where(HandoutStore.name == name)) is not None:
            raise HandoutKnown
        row = HandoutStore(name=name)
        session.add(row)
        session.flush()
        subject = Subject(SubjectKind.HANDOUT_STORE, row.id)
        history.record(session, HistoryKind.STORE_ADDED, subject, actor, now)
        return row


def receive(
    session: Session,
    handout_id: int,
    store_id: int,
    pieces: int,
    *,
    form_key: str,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Book pieces that came into a store, or (less than zero) that are missing there; once a key.

    Raises:
        NotFound: There is no such handout or store.
        NotEnoughThere: The store would have fewer than none, or than is set apart.
    """
    with transaction(session):
        if session.get(Handout, handout_id) is None or session.get(HandoutStore, store_id) is None:
            raise NotFound("handout")
        _have_row(session, handout_id, store_id)
        # Whoever sends the same form twice waits here, and finds the key afterwards.
        _lock(session, handout_id, store_id)
        if session.scalar(select(StockEntry.id).where(StockEntry.form_key == form_key)):
            return
        if not _changed(session, handout_id, store_id, on_hand=pieces):
            raise NotEnoughThere(handout_id)
        session.add(
            StockEntry(
                handout_id=handout_id,
                store_id=store_id,
                pieces=pieces,
                at=now,
                note=note,
                form_key=form_key,
            )
        )
        subject = Subject(SubjectKind.HANDOUT, handout_id)
        history.record(
            session,
            HistoryKind.HANDOUTS_RECEIVED,
            subject,
            actor,
            now,
            pieces=pieces,
            store=store_id,
        )


def set_apart(session: Session, handout_id: int, store_id: int, pieces: int) -> None:
    """Set pieces apart for an order (less than zero: give them back).

    Part of the caller's transaction.

    Raises:
        NotEnoughThere: The store has not so many left.
    """
    if pieces and not _changed(session, handout_id, store_id, apart=pieces):
        raise NotEnoughThere(handout_id)


def send_off(session: Session, entry: StockEntry) -> None:
    """Take pieces that were set apart out of a store, and book it.

    Part of the caller's transaction.
    """
    taken = _changed(
        session, entry.handout_id, entry.store_id, on_hand=entry.pieces, apart=entry.pieces
    )
    if not taken:
        raise NotEnoughThere(entry.handout_id)
    session.add(entry)


def _changed(
    session: Session, handout_id: int, store_id: int, *, on_hand: int = 0, apart: int = 0
) -> bool:
    """Change the numbers of a stock unless one would fall below what it must be.

    One statement decides, so that of two who take the last pieces one finds none.
    """
    new_on_hand, new_apart = HandoutStock.on_hand + on_hand, HandoutStock.set_apart + apart
    result = session.execute(
        update(HandoutStock)
        .where(
            HandoutStock.handout_id == handout_id,
            HandoutStock.store_id == store_id,
            new_apart >= 0,
            new_on_hand >= new_apart,
        )
        .values(on_hand=new_on_hand, set_apart=new_apart)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)  # noqa: S101 (what an update gives)
    return result.rowcount == 1


def _have_row(session: Session, handout_id: int, store_id: int) -> None:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if on_sqlite else postgresql_insert
    values = {"handout_id": handout_id, "store_id": store_id, "on_hand": 0, "set_apart": 0}
    session.execute(insert(HandoutStock).values(values).on_conflict_do_nothing())


def _lock(session: Session, handout_id: int, store_id: int) -> None:
    session.execute(
        select(HandoutStock.on_hand)
        .where(HandoutStock.handout_id == handout_id, HandoutStock.store_id == store_id)
        .with_for_update(key_share=True)
    )
