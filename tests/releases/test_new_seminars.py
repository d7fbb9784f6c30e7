"""How a bid becomes a seminar."""

from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.releases.changes import Appointment
from seminar_service.releases.new_seminars import seminar_from_bid
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_adviser, make_bid, make_topic, make_tour

DAY = date(2026, 10, 7)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def bid(session: Session) -> Bid:
    """A bid whose two slots share a topic."""
    secrets, brands = make_topic(session), make_topic(session, "brand", name_ja="ブランド")
    tour = make_tour(session)
    return make_bid(session, tour, topics=[[secrets], [secrets, brands]], capacity=33)


def test_a_seminar_is_what_bid_and_plan_say_and_asks_everybody(session: Session, bid: Bid) -> None:
    team = tuple(make_adviser(session).id for _ in range(2))

    seminar = seminar_from_bid(bid, Appointment(DAY, time(10), time(12), team), now=NOW)
    session.add(seminar)
    session.commit()

    assert (seminar.day, seminar.starts_at, seminar.ends_at) == (DAY, time(10), time(12))
    assert (seminar.tour, seminar.place, seminar.capacity) == (bid.tour, bid.place, 33)
    assert (seminar.venue_name, seminar.venue_address) == (bid.venue_name, bid.venue_address)
    assert (seminar.state, seminar.announced_at) == (SeminarState.TENTATIVE, None)
    assert seminar.host_confirmation is ConfirmationState.ASKED
    assert tuple(member.adviser_id for member in seminar.team) == team
    assert {member.confirmation for member in seminar.team} == {ConfirmationState.ASKED}


def test_a_topic_that_two_slots_need_is_named_once(session: Session, bid: Bid) -> None:
    seminar = seminar_from_bid(bid, Appointment(DAY, time(10), time(12), ()), now=NOW)
    session.add(seminar)
    session.commit()

    assert sorted(topic.code for topic in seminar.topics) == ["brand", "trade-secret"]
    assert seminar.title_ja.count("営業秘密管理") == 1
    assert "ブランド" in seminar.title_ja


def test_the_next_seminar_of_a_bid_has_another_address_and_identity(bid: Bid) -> None:
    planned = Appointment(DAY, time(10), time(12), ())

    one, other = (seminar_from_bid(bid, planned, now=NOW) for _ in range(2))

    assert one.uid != other.uid
    assert one.public_id != other.public_id
