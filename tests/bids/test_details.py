"""What a bid says, written into its rows."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.details import topic_ids_of, write_details, write_slots
from seminar_service.bids.model import Bid, BidDate, BidSlot
from seminar_service.domain.vocabulary import Choice
from tests.bids.support import details
from tests.factories import make_bid, make_topic, make_tour

OCTOBER = date(2026, 10, 6)
NOVEMBER = date(2026, 11, 4)
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def bid(sqlite_session: Session) -> Bid:
    """A bid with wishes for October and November."""
    days = {OCTOBER: Choice.FIRST, NOVEMBER: Choice.SECOND}
    return make_bid(sqlite_session, make_tour(sqlite_session), days=days)


def wishes(bid: Bid) -> dict[date, Choice]:
    return {each.day: each.choice for each in bid.dates}


@pytest.mark.parametrize(
    "changes",
    [
        {"host_name": "岡崎商工会議所", "corporate_number": None},
        {"capacity": 12, "expected_audience": None},
        {"remarks": "", "venue_postal_code": ""},
    ],
)
def test_every_column_says_what_the_host_said(bid: Bid, changes: dict[str, Any]) -> None:
    asked = details(**changes)

    write_details(bid, asked)

    said = {name: getattr(asked, name) for name in vars(asked)}
    del said["days"], said["topic_ids"]
    assert {name: getattr(bid, name) for name in said} == said
    assert len(said) == 18


def test_a_day_is_added_another_is_felt_otherwise_about_and_a_third_is_dropped(
    sqlite_session: Session, bid: Bid
) -> None:
    kept = bid.dates[1]

    write_details(bid, details(days={NOVEMBER: Choice.THIRD, DECEMBER: Choice.IMPOSSIBLE}))
    sqlite_session.commit()

    assert wishes(bid) == {NOVEMBER: Choice.THIRD, DECEMBER: Choice.IMPOSSIBLE}
    assert kept in bid.dates
    assert sqlite_session.scalar(select(func.count()).select_from(BidDate)) == 2


def test_writing_the_same_twice_changes_no_row(sqlite_session: Session, bid: Bid) -> None:
    asked = details(days=wishes(bid))
    write_details(bid, asked)
    sqlite_session.commit()

    write_details(bid, asked)

    assert [row for row in sqlite_session.dirty if sqlite_session.is_modified(row)] == []
    assert not sqlite_session.new


def test_slots_are_changed_in_place_added_and_dropped(sqlite_session: Session, bid: Bid) -> None:
    one, two = make_topic(sqlite_session), make_topic(sqlite_session, "overseas")
    first = bid.slots[0].id

    write_slots(sqlite_session, bid, [[two.id], [one.id, two.id]])
    sqlite_session.commit()
    assert [{topic.code for topic in slot.topics} for slot in bid.slots] == [
        {"overseas"},
        {"trade-secret", "overseas"},
    ]
    assert [slot.position for slot in bid.slots] == [0, 1]

    write_slots(sqlite_session, bid, [[one.id]])
    sqlite_session.commit()
    assert [(slot.id, slot.topics) for slot in bid.slots] == [(first, [one])]
    assert sqlite_session.scalar(select(func.count()).select_from(BidSlot)) == 1


def test_slots_of_another_bid_are_left_alone(sqlite_session: Session, bid: Bid) -> None:
    other = make_bid(sqlite_session, bid.tour)
    topic = make_topic(sqlite_session, "overseas")

    write_slots(sqlite_session, bid, [[topic.id]])
    sqlite_session.commit()

    assert [each.code for each in other.slots[0].topics] == ["trade-secret"]


def test_a_topic_of_several_slots_counts_once(sqlite_session: Session) -> None:
    one, two = make_topic(sqlite_session), make_topic(sqlite_session, "overseas")
    bid = make_bid(sqlite_session, make_tour(sqlite_session), topics=[[one], [two, one]])

    assert topic_ids_of(bid) == {one.id, two.id}
