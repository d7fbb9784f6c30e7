"""A mail of which the reason has gone does not leave any more."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.taking_back import take_back
from tests.bids.support import NOW


def mail(session: Session, state: MessageState, kind: str = "bid_rejected") -> Message:
    row = Message(
        message_id=f"<{state}-{kind}@example.jp>",
        kind=kind,
        about="bid:7",
        locale="ja",
        recipient="h@example.jp",
        subject="件名",
        body="本文",
        state=state,
        due_at=NOW,
        created_at=NOW,
    )
    session.add(row)
    session.commit()
    return row


@pytest.mark.parametrize("state", list(MessageState))
def test_what_has_not_left_is_dropped_and_what_has_is_told(
    session: Session, state: MessageState
) -> None:
    mail(session, state)

    has_left = take_back(session, "bid_rejected", about="bid:7")
    session.commit()

    assert has_left == (state in {MessageState.SENDING, MessageState.SENT})
    kept = session.scalar(select(Message)) is not None
    assert kept == (has_left or state is MessageState.RETURNED)


def test_mails_of_other_kinds_and_things_stay(session: Session) -> None:
    other = mail(session, MessageState.PENDING, "bid_received")

    assert not take_back(session, "bid_rejected", about="bid:7")
    assert not take_back(session, "bid_received", about="bid:8")
    session.commit()

    assert session.scalars(select(Message)).all() == [other]
