"""Bids that may be one and the same request."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.duplicates import alike_bids, like_details
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from tests.bids.support import details
from tests.factories import make_bid, make_topic, make_tour

HOST: dict[str, Any] = {
    "host_name": "株式会社山田",
    "host_name_kana": "ヤマダ",
    "corporate_number": "7000012050002",
    "contact_email": "Hanako@example.jp",
}
OTHERS: dict[str, Any] = {
    "host_name": "別の会社",
    "host_name_kana": "",
    "corporate_number": None,
    "contact_email": "other@example.jp",
}


def are_alike(session: Session, office_mail: str = "", **values: Any) -> bool:
    tour = make_tour(session)
    first = make_bid(session, tour, **HOST)
    second = make_bid(session, tour, **(OTHERS | values))
    found = alike_bids(session, tour.id, [first.id, second.id], office_mail=office_mail)
    assert set(found) in ({first.id, second.id}, set())
    return bool(found)


@pytest.mark.parametrize(
    "same",
    [
        {"host_name": "(株)山田"},
        {"host_name_kana": "ヤマダ"},
        {"corporate_number": "7000012050002"},
        {"contact_email": "hanako@EXAMPLE.jp"},
    ],
)
def test_one_host_that_asks_twice_for_a_prefecture_is_pointed_out(
    session: Session, same: dict[str, Any]
) -> None:
    assert are_alike(session, **same)


def test_different_hosts_are_not_alike(session: Session) -> None:
    assert not are_alike(session)


def test_the_address_of_the_office_makes_nobody_alike(session: Session) -> None:
    assert not are_alike(session, "hanako@example.jp", contact_email="hanako@example.jp")


@pytest.mark.parametrize(
    ("day", "choice", "expected"),
    [(6, Choice.SECOND, True), (6, Choice.IMPOSSIBLE, False), (20, Choice.FIRST, False)],
)
def test_in_different_prefectures_a_possible_day_in_common_counts(
    session: Session, day: int, choice: Choice, *, expected: bool
) -> None:
    days = {date(2026, 10, day): choice}
    assert are_alike(session, host_name="株式会社山田", place="27", days=days) == expected


@pytest.mark.parametrize("state", [BidState.REJECTED, BidState.WITHDRAWN, BidState.CLOSED])
def test_what_is_over_is_like_nothing(session: Session, state: BidState) -> None:
    assert not are_alike(session, host_name="株式会社山田", state=state)


def test_bids_of_another_tour_do_not_count(session: Session) -> None:
    one, other = make_tour(session), make_tour(session, 2027)
    first = make_bid(session, one, **HOST)
    make_bid(session, other, **HOST)

    assert alike_bids(session, one.id, [first.id]) == {}


def test_what_is_not_there_yet_is_compared_with_what_is(session: Session) -> None:
    tour = make_tour(session)
    there = make_bid(session, tour, host_name="豊橋商工会議所", place="23", contact_email="a@b.jp")
    topic = make_topic(session)
    asked = [
        details(topic),
        details(topic, place="27", days={date(2026, 10, 20): Choice.FIRST}),
        details(topic, host_name="別", host_name_kana="", corporate_number=None),
    ]

    found = like_details(session, tour.id, asked)

    assert [[each.id for each in alike] for alike in found] == [[there.id], [], []]
