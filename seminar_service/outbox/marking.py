"""The staff says that mail to an address does not arrive, or does again."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.outbox import addresses
from seminar_service.storage.transaction import transaction


def mark_by_hand(
    session: Session, address: str, *, about: Subject, actor: Actor, now: datetime
) -> bool:
    """Take it that nothing arrives there; whether that is new.

    `about` is the thing whose page it was said on, for the history.
    """
    with transaction(session):
        known = addresses.failing(session, address)
        if known is not None and known.is_lasting:
            return False
        addresses.mark(session, address, reason="", lasting=True, by_hand=True, now=now)
        history.record(session, HistoryKind.ADDRESS_FAILED, about, actor, now)
        return True


def clear_by_hand(
    session: Session, address: str, *, about: Subject, actor: Actor, now: datetime
) -> bool:
    """Take it that mail arrives there again; whether that is new."""
    with transaction(session):
        if not addresses.clear(session, address):
            return False
        history.record(session, HistoryKind.ADDRESS_CLEARED, about, actor, now)
        return True
