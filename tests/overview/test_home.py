"""What the staff sees first."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.outbox.model import MessageState
from seminar_service.overview.home import failed_mails, tours
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.outbox.conftest import make_message
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def put_out(session: Session, *states: MessageState) -> None:
    messages = (make_message(each, NOW, state=state) for each, state in enumerate(states, start=1))
    session.add_all(messages)
    session.commit()


def test_the_latest_tour_comes_first_and_counts_nothing_of_the_others(session: Session) -> None:
    old, new = make_tour(session, 2025), make_tour(session, 2026)
    make_seminar(session, make_bid(session, old))
    make_bid(session, new, state=BidState.SUBMITTED)

    latest, earlier = tours(session)

    assert (latest.tour, earlier.tour) == (new, old)
    assert (latest.waiting_bids, latest.planned_bids, latest.live_seminars) == (1, 0, 0)
    assert (earlier.waiting_bids, earlier.planned_bids, earlier.open_seminars) == (0, 1, 1)


def test_drafts_are_no_bids_yet(session: Session) -> None:
    tour = make_tour(session)
    for state in BidState:
        make_bid(session, tour, state=state)

    (only,) = tours(session)

    assert only.all_bids == len(BidState) - 1


def test_a_cancelled_seminar_does_not_live_beside_the_one_that_stands(session: Session) -> None:
    bid = make_bid(session, make_tour(session))
    for state in (SeminarState.CANCELLED, SeminarState.CANCELLED, SeminarState.TENTATIVE):
        make_seminar(session, bid, state=state)

    (only,) = tours(session)

    assert only.live_seminars == only.unanswered_seminars == 1
    assert (only.announceable_seminars, only.open_seminars) == (0, 0)


def test_three_queries_are_enough_for_all_tours(session: Session) -> None:
    for year in (2024, 2025, 2026):
        make_seminar(session, make_bid(session, make_tour(session, year)))

    with counted_queries(session) as queries:
        assert len(tours(session)) == 3

    assert len(queries) == 3


def test_mails_that_were_given_up_are_counted(session: Session) -> None:
    put_out(session, MessageState.FAILED, MessageState.SENT, MessageState.FAILED)

    assert failed_mails(session) == 2
