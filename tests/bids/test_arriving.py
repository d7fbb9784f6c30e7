"""New bids get the next number of their tour."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.arriving import locked_tour, new_bid, tell
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import BidSource
from seminar_service.overview.bid_steps import bid_steps
from tests import histories
from tests.bids.support import NOW, STAFF, details
from tests.factories import make_bid, make_topic, make_tour


def test_a_new_bid_is_submitted_with_the_next_number_and_told(session: Session) -> None:
    tour = make_tour(session)
    make_bid(session, tour, number=7)

    bid = new_bid(session, locked_tour(session, tour.id), details(make_topic(session)), NOW)
    bid.source = BidSource.PAPER
    session.flush()
    tell(session, bid, note="窓口で", actor=STAFF, now=NOW)
    session.commit()

    assert (bid.number, bid.state) == (8, BidState.SUBMITTED)
    assert [line.kind for line in histories.lines(session)] == [HistoryKind.BID_SUBMITTED]
    assert [step.note for step in bid_steps(session, bid.id)] == ["窓口で"]


def test_a_tour_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        locked_tour(session, 99)
