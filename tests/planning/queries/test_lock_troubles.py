"""Locks that no longer fit are named before planning, with what stands against them."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.planning.model import Unlocking
from seminar_service.planning.queries.lock_troubles import LockTrouble, lock_troubles
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_seminar,
    make_topic,
)

DAY = date(2026, 10, 6)
TODAY = date(2026, 6, 1)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, host_name="名古屋商工会議所", number=7)


def lock(session: Session, bid: Bid, team: list[Adviser], day: date = DAY) -> None:
    make_lock(session, make_plan(session, bid.tour, {bid: (day, team)}).seminars[0])


def troubles(session: Session, tour: Tour) -> tuple[LockTrouble, ...]:
    return lock_troubles(session, tour, earliest=TODAY)


def test_locks_that_fit_are_not_spoken_of(session: Session, tour: Tour, bid: Bid) -> None:
    assert troubles(session, tour) == ()

    lock(session, bid, [make_adviser(session, tour)])

    assert troubles(session, tour) == ()


def test_a_lock_on_a_day_on_which_its_adviser_is_unavailable_is_named(
    session: Session, tour: Tour, bid: Bid
) -> None:
    adviser = make_adviser(session, tour, name="山田 太郎", unavailable=[DAY])
    lock(session, bid, [adviser])

    (found,) = troubles(session, tour)

    assert found.bid_ids == (bid.id,)
    assert "unavailable dates" in found.text[Locale.EN]
    assert "名古屋商工会議所（7）" in found.text[Locale.JA]
    assert "山田 太郎" in found.text[Locale.JA]


def test_of_an_advisers_locks_only_the_one_that_does_not_fit_is_named(
    session: Session, tour: Tour, bid: Bid
) -> None:
    adviser = make_adviser(session, tour, unavailable=[DAY])
    other = make_bid(session, tour, place="13")
    lock(session, bid, [adviser])
    lock(session, other, [adviser], DAY + timedelta(days=30))

    (found,) = troubles(session, tour)

    assert found.bid_ids == (bid.id,)


def test_an_announced_seminar_that_no_longer_fits_is_named_until_it_is_unlocked(
    session: Session, tour: Tour, bid: Bid
) -> None:
    adviser = make_adviser(session, tour, unavailable=[DAY])
    seminar = make_seminar(session, bid, team=[adviser], day=DAY)
    assert [each.bid_ids for each in troubles(session, tour)] == [(bid.id,)]

    session.add(Unlocking(seminar_id=seminar.id, unlocked_at=NOW))
    session.commit()

    assert troubles(session, tour) == ()


def test_a_lock_whose_bid_asks_for_another_number_of_advisers_is_named(
    session: Session, tour: Tour
) -> None:
    topics = [[make_topic(session)], [make_topic(session)]]
    bid = make_bid(session, tour, topics=topics)
    lock(session, bid, [make_adviser(session, tour)])

    (found,) = troubles(session, tour)

    assert found.bid_ids == (bid.id,)
    assert "needs 2 advisers and has 1" in found.text[Locale.EN]


def test_locks_that_stand_against_each_other_are_named_together(
    session: Session, tour: Tour, bid: Bid
) -> None:
    adviser = make_adviser(session, tour)
    near = make_bid(session, tour)
    lock(session, bid, [adviser])
    lock(session, near, [adviser], DAY + timedelta(days=2))

    (found,) = troubles(session, tour)

    assert set(found.bid_ids) == {bid.id, near.id}
    assert "2 days apart, at least 7" in found.text[Locale.EN]


def test_what_is_announced_is_no_lock_in_hindsight(session: Session, tour: Tour, bid: Bid) -> None:
    make_seminar(session, bid, team=[make_adviser(session, tour, unavailable=[DAY])], day=DAY)

    assert lock_troubles(session, tour, earliest=None) == ()


@pytest.mark.parametrize("by_host", [True, False])
def test_an_announced_seminar_whose_day_was_declined_is_named(
    session: Session, tour: Tour, bid: Bid, by_host: bool
) -> None:
    adviser = make_adviser(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=DAY)
    adviser_id = None if by_host else adviser.id
    values = {"bid_id": bid.id, "seminar_id": seminar.id, "day": DAY, "declined_at": NOW}
    session.add(DeclinedDay(adviser_id=adviser_id, **values))
    session.commit()

    (found,) = troubles(session, tour)

    assert found.bid_ids == (bid.id,)
    expected = "does not offer" if by_host else "unavailable dates"
    assert expected in found.text[Locale.EN]
