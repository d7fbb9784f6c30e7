"""The planning problem as scenarios look at it."""

from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.planning.scenario_changes import BidTaken
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid
from tests.planning.whatifs import TODAY
from tests.statements import counted_queries


def test_it_is_read_with_what_is_taken_in_in_a_fixed_number_of_queries(
    session: Session, tour: Tour
) -> None:
    def needed() -> int:
        taken = [BidTaken(make_bid(session, tour_now(), state=BidState.SUBMITTED).id)]
        make_adviser(session, tour_now())
        with counted_queries(session) as queries:
            found = what_if_of(session, tour_now(), taken, today=TODAY)
            assert found.problem.taken_in == {taken[0].bid_id}
            assert found.topics == {"trade-secret"}
        return len(queries)

    key = tour.id

    def tour_now() -> Tour:
        return session.get_one(Tour, key)

    assert needed() == needed()
