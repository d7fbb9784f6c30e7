"""Which seminars everybody's feeds show."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound, PrefectureUnknown
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.feeds.parts import Feed
from seminar_service.feeds.public import prefecture_feed, seminar_file, tour_feed, year_feed
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, OFFICE, make_bid, make_seminar, make_tour
from tests.statements import counted_queries

ADDRESSES = OFFICE.addresses(Locale.JA)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def shown(feed: Feed, *seminars: Seminar) -> list[Seminar]:
    """Those of some seminars that a feed shows."""
    assert feed.content.count(b"BEGIN:VEVENT") <= len(seminars)
    return [each for each in seminars if str(each.uid).encode() in feed.content]


def test_everybody_sees_what_was_announced_and_goes_on_seeing_what_was_cancelled_after_that(
    session: Session, tour: Tour
) -> None:
    bid = make_bid(session, tour)
    cancelled = make_seminar(session, bid, state=SeminarState.CANCELLED, announced_at=NOW)
    never_known = make_seminar(session, bid, state=SeminarState.CANCELLED)
    standing = make_seminar(session, bid)
    tentative = make_seminar(session, make_bid(session, tour), state=SeminarState.TENTATIVE)
    confirmed = make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED)

    for feed in (tour_feed(session, ADDRESSES), year_feed(session, TourCode(2026), ADDRESSES)):
        everything = (cancelled, never_known, standing, tentative, confirmed)
        assert shown(feed, *everything) == [cancelled, standing]


def test_two_open_tours_are_one_feed_and_an_archived_one_leaves_it(
    session: Session, tour: Tour
) -> None:
    tours = [tour, make_tour(session, 2027)]
    archived = make_tour(session, 2025, stage=TourStage.ARCHIVED, calendar_changed_at=LATER)
    hidden = make_tour(session, 2028, stage=TourStage.PREPARATION)
    rows = [make_seminar(session, make_bid(session, each)) for each in tours]
    for each, state in ((archived, SeminarState.HELD), (hidden, SeminarState.CONFIRMED)):
        rows.append(make_seminar(session, make_bid(session, each), state=state))

    feed = tour_feed(session, ADDRESSES)

    assert shown(feed, *rows) == rows[:2]
    assert feed.last_modified == LATER
    assert shown(year_feed(session, TourCode(2025), ADDRESSES), *rows) == [rows[2]]


def test_nothing_that_is_to_come_is_hidden_by_its_tours_stage(session: Session) -> None:
    rows = [
        make_seminar(session, make_bid(session, make_tour(session, year, stage=stage)))
        for year, stage in ((2025, TourStage.ARCHIVED), (2027, TourStage.PREPARATION))
    ]
    assert shown(tour_feed(session, ADDRESSES), *rows) == rows
    assert shown(year_feed(session, TourCode(2027), ADDRESSES), *rows) == [rows[1]]


def test_a_prefecture_shows_its_own_and_may_have_none(session: Session, tour: Tour) -> None:
    rows = [make_seminar(session, make_bid(session, tour, place=each)) for each in ("13", "23")]

    assert shown(prefecture_feed(session, "13", ADDRESSES), *rows) == [rows[0]]
    assert shown(prefecture_feed(session, "47", ADDRESSES), *rows) == []


def test_the_file_of_a_seminar_holds_it_alone(session: Session, tour: Tour) -> None:
    rows = [make_seminar(session, make_bid(session, tour), changed_at=LATER) for _ in range(2)]

    feed = seminar_file(session, rows[1].public_id, ADDRESSES)

    assert shown(feed, *rows) == [rows[1]]
    assert feed.last_modified == LATER


def test_what_is_not_public_is_not_found(session: Session) -> None:
    hidden = make_tour(session, 2028, stage=TourStage.PREPARATION)
    tentative = make_seminar(session, make_bid(session, hidden), state=SeminarState.TENTATIVE)

    assert shown(tour_feed(session, ADDRESSES), tentative) == []
    with pytest.raises(PrefectureUnknown):
        prefecture_feed(session, "48", ADDRESSES)
    with pytest.raises(NotFound):
        year_feed(session, TourCode(2028), ADDRESSES)
    with pytest.raises(NotFound):
        seminar_file(session, tentative.public_id, ADDRESSES)


def test_four_queries_are_enough(session: Session, tour: Tour) -> None:
    for _ in range(3):
        make_seminar(session, make_bid(session, tour))

    with counted_queries(session) as queries:
        tour_feed(session, ADDRESSES)

    assert len(queries) == 4
