"""Mails of which the reason has gone before they left."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message, MessageState

NOT_LEFT: Final = frozenset({MessageState.PENDING, MessageState.STOPPED, MessageState.FAILED})
"""The states of mails that were not handed over, and would be later."""

LEFT: Final = frozenset({MessageState.SENDING, MessageState.SENT})
"""The states of mails that have reached somebody, as far as anybody knows."""


def take_back(session: Session, kind: str, *, about: str) -> bool:
    """Drop the newest mail of a kind about a thing unless it has left; whether it has.

    One that came back has reached nobody. Part of the caller's transaction.
    """
    newest = session.scalar(
        select(Message)
        .where(Message.about == about, Message.kind == kind)
        .order_by(Message.id.desc())
        .limit(1)
        .with_for_update(key_share=True)
    )
    if newest is None:
        return False
    if newest.state in NOT_LEFT:
        session.delete(newest)
    return newest.state in LEFT
