"""Internal notes about bids."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from seminar_service.bids.memos import add_memo, memos_of
from seminar_service.bids.model import Bid, BidDate, BidMemo, BidSlot, bid_slot_topic
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.overview.bid_steps import bid_steps
from tests import histories
from tests.bids.support import NOW, STAFF, mails_about
from tests.factories import make_bid, make_tour


@pytest.mark.parametrize("state", [BidState.SUBMITTED, BidState.WITHDRAWN])
def test_a_note_is_kept_whatever_the_state_and_neither_sent_nor_told_to_the_host(
    session: Session, state: BidState
) -> None:
    bid = make_bid(session, make_tour(session), state=state)

    add_memo(session, bid.id, "電話で確認", actor=STAFF, now=NOW)

    assert [memo.text for memo in memos_of(session, bid.id)] == ["電話で確認"]
    assert bid_steps(session, bid.id) == []
    assert mails_about(session, bid) == []
    assert bid.version == 1
    (line,) = histories.lines(session)
    told = histories.told(HistoryKind.BID_NOTED, SubjectKind.BID, bid.id, STAFF, NOW)
    assert histories.facts(line) == told


def test_a_note_about_no_bid_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        add_memo(session, 99, "x", actor=STAFF, now=NOW)


def test_notes_go_with_their_bid(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    add_memo(session, bid.id, "電話で確認", actor=STAFF, now=NOW)

    session.execute(delete(bid_slot_topic))
    session.execute(delete(BidSlot))
    session.execute(delete(BidDate))
    session.execute(delete(Bid))
    session.commit()

    assert session.scalars(select(BidMemo)).all() == []
