"""A bid that may have been sent before."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.earlier import LATELY, earlier_bid
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.tours.model import Topic, Tour
from tests.factories import NOW, make_bid, make_topic, make_tour

HOST = "Host@example.jp"


@pytest.fixture
def topic(session: Session) -> Topic:
    return make_topic(session)


@pytest.fixture
def bid(session: Session, tour: Tour, topic: Topic) -> Bid:
    """A bid of this moment."""
    return make_bid(session, tour, contact_email=HOST, topics=[[topic]], state=BidState.SUBMITTED)


def test_the_same_address_and_topic_is_found_however_it_is_written(
    session: Session, tour: Tour, topic: Topic, bid: Bid
) -> None:
    other = make_topic(session, "brand")

    found = earlier_bid(
        session, tour.id, "host@EXAMPLE.jp", [other.id, topic.id], form_key="another", now=NOW
    )

    assert found is bid


def test_the_newest_of_several_is_found(
    session: Session, tour: Tour, topic: Topic, bid: Bid
) -> None:
    later = make_bid(session, tour, contact_email=HOST, topics=[[topic]])

    assert bid.id < later.id
    assert earlier_bid(session, tour.id, HOST, [topic.id], form_key="another", now=NOW) is later


def test_another_address_topic_or_tour_is_another_bid(
    session: Session, tour: Tour, topic: Topic, bid: Bid
) -> None:
    other, next_year = make_topic(session, "brand"), make_tour(session, 2027)

    assert bid.tour_id == tour.id
    assert (
        earlier_bid(session, tour.id, "other@example.jp", [topic.id], form_key="another", now=NOW)
        is None
    )
    assert earlier_bid(session, tour.id, HOST, [other.id], form_key="another", now=NOW) is None
    assert earlier_bid(session, next_year.id, HOST, [topic.id], form_key="another", now=NOW) is None


def test_what_was_sent_long_ago_is_not_taken_for_a_slip(
    session: Session, tour: Tour, topic: Topic, bid: Bid
) -> None:
    moment = timedelta(seconds=1)

    assert (
        earlier_bid(
            session, tour.id, HOST, [topic.id], form_key="another", now=NOW + LATELY - moment
        )
        is bid
    )
    assert (
        earlier_bid(session, tour.id, HOST, [topic.id], form_key="another", now=NOW + LATELY)
        is None
    )


@pytest.mark.parametrize("state", [BidState.WITHDRAWN, BidState.REJECTED])
def test_a_bid_that_is_over_may_be_sent_anew(
    session: Session, tour: Tour, topic: Topic, bid: Bid, state: BidState
) -> None:
    bid.state = state
    session.commit()

    assert earlier_bid(session, tour.id, HOST, [topic.id], form_key="another", now=NOW) is None


def test_a_form_that_is_sent_twice_is_no_second_bid(
    session: Session, tour: Tour, topic: Topic, bid: Bid
) -> None:
    bid.idempotency_key = "this"
    session.commit()

    assert earlier_bid(session, tour.id, HOST, [topic.id], form_key="this", now=NOW) is None
    assert earlier_bid(session, tour.id, HOST, [topic.id], form_key="that", now=NOW) is bid
