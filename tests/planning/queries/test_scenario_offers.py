"""What can be chosen where somebody assumes something."""

from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.planning.queries.scenario_offers import offer_of
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid


def test_bids_are_offered_by_what_can_be_done_with_them(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour)
    make_adviser(session)
    bids = {state: make_bid(session, tour, state=state) for state in BidState}

    found = offer_of(session, tour.id)

    assert [each.adviser_id for each in found.engagements] == [adviser.id]
    assert list(found.planned) == [bids[BidState.ACCEPTED]]
    states = {each.state for each in found.waiting}
    assert states == {
        BidState.SUBMITTED,
        BidState.ASKED_BACK,
        BidState.REJECTED,
        BidState.CLOSED,
    }
    assert [each.code for each in found.topics] == ["trade-secret"]
