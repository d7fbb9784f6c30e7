"""The organiser's list of bids: filtered, searched, sorted, counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.queries import (
    BidFilter,
    BidOrder,
    bid_list,
    next_waiting,
    tour_of_inbox,
)
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_topic, make_tour
from tests.statements import counted_queries

TODAY = date(2026, 6, 1)
DESK = "desk@example.jp"  # without a figure, by which bids are searched too


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour with three bids, and another tour with one."""
    tour = make_tour(session)
    make_bid(
        session,
        tour,
        number=1,
        host_name="豊橋商工会議所",
        host_name_kana="トヨハシショウコウカイギショ",
        contact_email=DESK,
        state=BidState.SUBMITTED,
        days={
            date(2026, 9, 1): Choice.IMPOSSIBLE,
            date(2026, 11, 4): Choice.FIRST,
            date(2026, 11, 5): Choice.THIRD,
        },
    )
    make_bid(
        session,
        tour,
        number=2,
        host_name="あいち銀行 100%",
        host_name_kana="アイチギンコウ",
        place="13",
        venue_name="Nagoya Hall",
        contact_email=DESK,
    )
    make_bid(
        session,
        tour,
        number=3,
        host_name="株式会社例示",
        contact_email=DESK,
        state=BidState.WITHDRAWN,
    )
    make_bid(session, make_tour(session, 2027), number=1)
    return tour


def numbers(session: Session, tour: Tour, **wanted: object) -> list[int]:
    found = bid_list(session, tour.id, BidFilter(**wanted), page=1, page_size=10)  # type: ignore[arg-type]  # each test knows its names
    assert found.found == len(found.rows)
    return [row.bid.number for row in found.rows]


def test_counts_are_those_of_the_whole_tour(session: Session, tour: Tour) -> None:
    found = bid_list(session, tour.id, BidFilter(text="豊橋"), page=1, page_size=10)
    assert found.counts == {
        BidState.SUBMITTED: 1,
        BidState.ACCEPTED: 1,
        BidState.WITHDRAWN: 1,
    }
    assert found.all_bids == 3
    assert found.found == 1


def test_a_line_says_how_many_days_are_possible_and_which_is_the_first(
    session: Session, tour: Tour
) -> None:
    (row,) = bid_list(session, tour.id, BidFilter(text="豊橋"), page=1, page_size=10).rows
    assert (row.first_day, row.possible_days) == (date(2026, 11, 4), 2)


def test_drafts_are_nobodys_business(session: Session, tour: Tour) -> None:
    make_bid(session, tour, number=9, state=BidState.DRAFT)
    found = bid_list(session, tour.id, BidFilter(), page=1, page_size=10)
    assert found.found == 3
    assert found.all_bids == 3


def test_bids_are_filtered_by_state_and_place(session: Session, tour: Tour) -> None:
    assert numbers(session, tour, state=BidState.WITHDRAWN) == [3]
    assert numbers(session, tour, place="13") == [2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("豊橋", [1]),
        ("とよはし", [1]),
        ("ﾄﾖﾊｼ", [1]),
        ("nagoya", [2]),
        ("ＮＡＧＯＹＡ hall", [2]),
        ("2026-3", [3]),
        ("２", [2]),
        ("100%", [2]),
        ("%", [2]),
        ("_", []),
        ("豊橋 あいち", []),
        ("", [1, 2, 3]),
    ],
)
def test_bids_are_found_by_their_words(
    session: Session, tour: Tour, text: str, expected: list[int]
) -> None:
    assert sorted(numbers(session, tour, text=text)) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (BidOrder.NEWEST, [3, 2, 1]),
        (BidOrder.NUMBER, [1, 2, 3]),
        (BidOrder.PLACE, [2, 1, 3]),
        (BidOrder.FIRST_DATE, [2, 3, 1]),
    ],
)
def test_bids_are_sorted(
    session: Session, tour: Tour, order: BidOrder, expected: list[int]
) -> None:
    assert numbers(session, tour, order=order) == expected


def test_bids_are_sorted_by_the_reading_of_their_hosts(session: Session, tour: Tour) -> None:
    assert numbers(session, tour, order=BidOrder.HOST)[:2] == [2, 1]


def test_pages_follow_each_other(session: Session, tour: Tour) -> None:
    wanted = BidFilter(order=BidOrder.NUMBER)
    pages = [bid_list(session, tour.id, wanted, page=page, page_size=2) for page in (1, 2, 3)]
    assert [[row.bid.number for row in page.rows] for page in pages] == [[1, 2], [3], []]
    assert {page.found for page in pages} == {3}


def test_the_next_bid_that_waits_follows_by_number_and_begins_again(session: Session) -> None:
    tour = make_tour(session)
    first, second, third = (
        make_bid(session, tour, number=number, state=BidState.SUBMITTED) for number in (1, 2, 3)
    )
    assert next_waiting(session, first) == second
    assert next_waiting(session, third) == first
    first.state = second.state = BidState.ACCEPTED
    session.commit()
    assert next_waiting(session, third) is None


def test_of_the_bids_that_wait_those_of_other_tours_are_none(session: Session) -> None:
    tour, other = make_tour(session), make_tour(session, 2027)
    bid = make_bid(session, tour, number=1, state=BidState.SUBMITTED)
    make_bid(session, other, number=2, state=BidState.SUBMITTED)
    for number, state in enumerate(set(BidState) - {BidState.SUBMITTED}, start=3):
        make_bid(session, tour, number=number, state=state)

    assert next_waiting(session, bid) is None


def test_a_page_takes_four_queries_however_many_bids_and_topics_it_shows(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    topics = [make_topic(sqlite_session, code) for code in ("one", "two")]
    for _ in range(3):
        make_bid(sqlite_session, tour, topics=[topics, topics])
    tour_id = tour.id

    with counted_queries(sqlite_session) as sent:
        found = bid_list(sqlite_session, tour_id, BidFilter(), page=1, page_size=10)
        shown = [[len(slot.topics) for slot in row.bid.slots] for row in found.rows]
    assert shown == [[2, 2]] * 3
    assert len(sent) == 4


def test_the_inbox_is_the_one_in_which_a_bid_has_waited_longest(session: Session) -> None:
    assert tour_of_inbox(session, TODAY) is None
    older, newer = make_tour(session), make_tour(session, 2027)
    assert tour_of_inbox(session, TODAY) == older
    make_bid(session, newer, state=BidState.SUBMITTED, created_at=NOW + timedelta(days=1))
    assert tour_of_inbox(session, TODAY) == newer
    make_bid(session, older, state=BidState.SUBMITTED, created_at=NOW)
    assert tour_of_inbox(session, TODAY) == older
