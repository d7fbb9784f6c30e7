"""Where a tour has no bid yet, and who held seminars there before."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.states import BidState
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.inviting.earlier_hosts import (
    InvitationObstacle,
    ReachedPlace,
    reached_places,
)
from seminar_service.inviting.model import Invitation, NoInvitation
from seminar_service.outbox import addresses
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def last(session: Session) -> Tour:
    return make_tour(session, 2025)


def place(session: Session, tour: Tour, code: str) -> ReachedPlace:
    return next(each for each in reached_places(session, tour) if each.code == code)


def names(session: Session, tour: Tour, code: str) -> list[str]:
    return [host.name for host in place(session, tour, code).hosts]


def test_without_any_bid_every_prefecture_is_there_with_nobody(
    session: Session, tour: Tour
) -> None:
    places = reached_places(session, tour)
    assert len(places) == 47
    assert {(each.bids, each.last_year, len(each.hosts)) for each in places} == {(0, None, 0)}


def test_a_host_is_named_once_by_its_last_bid(session: Session, tour: Tour, last: Tour) -> None:
    before = make_tour(session, 2024)
    make_bid(session, before, host_name="株式会社山田", place="13", contact_email="a@b.jp")
    make_bid(session, last, host_name="(株)山田", place="27", contact_email="c@b.jp")
    make_bid(session, last, host_name="草案", place="27", state=BidState.DRAFT)

    assert names(session, tour, "27") == ["(株)山田"]
    assert names(session, tour, "13") == []


@pytest.mark.parametrize("same", [{"host_name": "山田"}, {"contact_email": "A@B.jp"}])
def test_who_has_bid_in_this_tour_is_not_asked_again(
    session: Session, tour: Tour, last: Tour, same: dict[str, str]
) -> None:
    make_bid(session, last, host_name="山田", place="13", contact_email="a@b.jp")
    make_bid(session, tour, state=BidState.REJECTED, **same)
    assert names(session, tour, "13") == []


def test_prefectures_without_a_bid_and_longest_without_a_seminar_come_first(
    session: Session, tour: Tour, last: Tour
) -> None:
    make_seminar(session, make_bid(session, last, place="13"), place="13")
    make_seminar(
        session,
        make_bid(session, last, place="27"),
        place="27",
        state=SeminarState.CANCELLED,
    )
    make_bid(session, tour, place="13")
    make_bid(session, tour, place="01", state=BidState.WITHDRAWN)

    places = reached_places(session, tour)

    assert (places[0].code, places[0].bids) == ("01", 0)
    assert place(session, tour, "27").last_year is None
    assert (places[-1].code, places[-1].bids, places[-1].last_year) == ("13", 1, 2025)


def test_an_address_to_which_mail_does_not_arrive_is_not_offered(
    session: Session, tour: Tour, last: Tour
) -> None:
    make_bid(session, last, place="13", contact_email="gone@b.jp")
    addresses.mark(session, "gone@b.jp", reason="unknown", lasting=True, now=NOW)
    session.commit()
    assert place(session, tour, "13").hosts[0].email == ""


def obstacles(session: Session, tour: Tour) -> set[InvitationObstacle | None]:
    return {host.obstacle for each in reached_places(session, tour) for host in each.hosts}


def test_who_may_be_invited_says_so_and_why_not(session: Session, tour: Tour, last: Tour) -> None:
    bid = make_bid(session, last, contact_email="Hanako@b.jp", locale="en")
    (host,) = place(session, tour, bid.place).hosts
    assert (host.obstacle, host.invited_at, host.locale) == (None, None, "en")

    bid.contact_email = ""
    session.commit()
    assert obstacles(session, tour) == {InvitationObstacle.NO_ADDRESS}
    bid.contact_email = "hanako@B.jp"
    session.add(NoInvitation(contact_key=address_digest("hanako@b.jp"), since=NOW.date()))
    session.commit()
    assert obstacles(session, tour) == {InvitationObstacle.WANTS_NONE}


@pytest.mark.parametrize("known_by", ["bid", "address"])
def test_who_has_been_invited_to_this_tour_is_not_again(
    session: Session, tour: Tour, last: Tour, known_by: str
) -> None:
    bid = make_bid(session, last, contact_email="hanako@b.jp")
    other = make_bid(session, make_tour(session, 2024), host_name="別の団体")
    invited = bid if known_by == "bid" else other
    key = address_digest("hanako@b.jp" if known_by == "address" else "before@b.jp")
    session.add(Invitation(tour=tour, bid=invited, contact_key=key, invited_at=NOW))
    session.commit()

    found = {host.bid_id: host for host in place(session, tour, bid.place).hosts}

    assert found[bid.id].obstacle is InvitationObstacle.INVITED
    assert found[bid.id].invited_at == NOW
    later = make_tour(session, 2027)
    assert InvitationObstacle.INVITED not in obstacles(session, later)


@pytest.mark.parametrize(
    ("last_year", "years", "waits"),
    [(None, 10, True), (2025, 0, True), (2025, 1, False), (2024, 1, True), (2020, 5, True)],
)
def test_a_prefecture_has_waited_some_years(last_year: int | None, years: int, waits: bool) -> None:
    assert ReachedPlace("13", 0, last_year, ()).has_waited(years, 2026) is waits


def test_the_number_of_queries_does_not_grow(session: Session, tour: Tour, last: Tour) -> None:
    for _ in range(5):
        make_bid(session, last, place="13")
    number = tour.id
    with counted_queries(session) as queries:
        reached_places(session, session.get_one(Tour, number))
    assert len(queries) <= 8
