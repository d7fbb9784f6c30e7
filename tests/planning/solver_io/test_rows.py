"""The bids and advisers of a tour, read with all that planning needs."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.solver_io.rows import engagements_in, open_bids
from tests.factories import make_adviser, make_bid, make_topic, make_tour
from tests.statements import counted_queries


def test_bids_that_are_accepted_or_undecided_come_by_number(sqlite_session: Session) -> None:
    session = sqlite_session
    tour = make_tour(session)
    rows = [make_bid(session, tour, state=state) for state in BidState]
    make_bid(session, make_tour(session, 2027))
    wanted = {BidState.ACCEPTED, BidState.SUBMITTED, BidState.ASKED_BACK}
    expected, tour_id = [bid.id for bid in rows if bid.state in wanted], tour.id

    with counted_queries(session) as queries:
        found = open_bids(session, tour_id)

    assert [bid.id for bid in found] == expected
    assert all(bid.slots == (("trade-secret",),) and len(bid.choices) == 3 for bid in found)
    assert len(queries) == 3


def test_each_slot_has_its_own_topics_in_the_order_of_the_topics(sqlite_session: Session) -> None:
    session = sqlite_session
    tour = make_tour(session)
    late, early = make_topic(session, "late", position=2), make_topic(session, "early", position=1)
    days = {date(2026, 10, 9): Choice.SECOND, date(2026, 10, 7): Choice.IMPOSSIBLE}
    make_bid(session, tour, topics=[[late, early], [late], []], days=days)

    (found,) = open_bids(session, tour.id)

    assert found.slots == (("early", "late"), ("late",), ())
    assert list(found.choices.items()) == sorted(days.items())


def test_who_takes_part_is_read_with_topics_and_days(sqlite_session: Session) -> None:
    session = sqlite_session
    tour, other = make_tour(session), make_tour(session, 2027)
    engaged = [make_adviser(session, each).id for each in (tour, tour, other)]
    tour_id = tour.id

    with counted_queries(session) as queries:
        found = engagements_in(session, tour_id)
        assert all(each.adviser.topics and not each.unavailable_days for each in found)

    assert [each.adviser_id for each in found] == engaged[:2]
    assert len(queries) == 4
