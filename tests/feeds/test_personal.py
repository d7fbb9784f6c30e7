"""Which seminars private feeds show."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.feeds.parts import Feed
from seminar_service.feeds.personal import adviser_feed, host_feed, registration_feed
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

ADDRESSES = OFFICE.addresses(Locale.JA)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def shown(feed: Feed, *seminars: Seminar) -> list[Seminar]:
    """Those of some seminars that a feed shows."""
    return [each for each in seminars if str(each.uid).encode() in feed.content]


def test_an_adviser_sees_all_own_seminars_of_all_tours_also_tentative_and_cancelled_ones(
    session: Session, tour: Tour
) -> None:
    adviser, other = make_adviser(session, tour), make_adviser(session, tour)
    bid = make_bid(session, tour)
    rows = [
        make_seminar(session, bid, team=[adviser], state=SeminarState.CANCELLED),
        make_seminar(session, bid, team=[other, adviser], state=SeminarState.TENTATIVE),
        make_seminar(session, make_bid(session, make_tour(session, 2027)), team=[adviser]),
        make_seminar(session, make_bid(session, tour), team=[other]),
    ]

    feed = adviser_feed(session, adviser.id, ADDRESSES)

    assert shown(feed, *rows) == rows[:3]
    assert b"STATUS:TENTATIVE" in feed.content
    assert b"BEGIN:VALARM" in feed.content


def test_a_feed_has_changed_when_a_seminar_left_it(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour, calendar_changed_at=LATER)

    feed = adviser_feed(session, adviser.id, ADDRESSES)

    assert feed.last_modified == LATER


def test_a_host_sees_the_seminar_that_stands_and_those_cancelled_before(
    session: Session, tour: Tour
) -> None:
    bid = make_bid(session, tour)
    rows = [
        make_seminar(session, bid, state=SeminarState.CANCELLED),
        make_seminar(session, bid, state=SeminarState.CONFIRMED, changed_at=LATER),
        make_seminar(session, make_bid(session, tour)),
    ]

    feed = host_feed(session, bid.id, ADDRESSES)

    assert shown(feed, *rows) == rows[:2]
    assert feed.content.count(b"STATUS:CANCELLED") == 1
    assert feed.last_modified == LATER


@pytest.mark.parametrize("state", RegistrationState)
def test_a_participant_sees_the_seminar_until_the_place_or_wait_is_over(
    session: Session, tour: Tour, state: RegistrationState
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    row = make_registration(session, seminar, state=state, held_until=LATER)

    over = {RegistrationState.CANCELLED, RegistrationState.LAPSED}
    found = shown(registration_feed(session, row.id, ADDRESSES), seminar)
    assert found == ([] if state in over else [seminar])


@pytest.mark.parametrize("withdrawn_at", [None, NOW])
def test_who_did_not_withdraw_sees_that_the_seminar_was_cancelled(
    session: Session, tour: Tour, withdrawn_at: object
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), state=SeminarState.CANCELLED)
    state = RegistrationState.CANCELLED
    row = make_registration(session, seminar, state=state, withdrawn_at=withdrawn_at)

    found = shown(registration_feed(session, row.id, ADDRESSES), seminar)
    assert found == ([] if withdrawn_at else [seminar])


def test_a_feed_does_not_grow_dearer_with_what_it_shows(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour)
    for state in (SeminarState.CANCELLED, SeminarState.CANCELLED, SeminarState.ANNOUNCED):
        seminar = make_seminar(session, bid, team=[adviser, make_adviser(session)], state=state)
    row = make_registration(session, seminar)
    keys = adviser.id, bid.id, row.id
    needed = []
    for feed, key in zip((adviser_feed, host_feed, registration_feed), keys, strict=True):
        with counted_queries(session) as queries:
            feed(session, key, ADDRESSES)
        needed.append(len(queries))

    assert needed == [3, 3, 3]


def test_what_does_not_exist_has_no_feed(session: Session) -> None:
    for feed in (adviser_feed, host_feed, registration_feed):
        with pytest.raises(NotFound):
            feed(session, 4711, ADDRESSES)
