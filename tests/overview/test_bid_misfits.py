"""Released seminars that differ from their bids."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.details import BidDetails, OfficeDetails
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bids.services import edit
from seminar_service.domain.vocabulary import Choice
from seminar_service.overview import bid_misfits
from seminar_service.overview.bid_misfits import (
    BidMisfitKind,
    asked_in,
    differences,
    is_ahead,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.bids.support import STAFF, details
from tests.factories import NOW, OFFICE, make_bid, make_seminar, make_topic, make_tour
from tests.seminars.support import describe
from tests.statements import counted_queries

TODAY = date(2026, 6, 1)
DAY = date(2026, 10, 6)
Kind = BidMisfitKind


@pytest.fixture
def seminar(session: Session, tour: Tour, adviser: Adviser) -> Seminar:
    return make_seminar(session, make_bid(session, tour), day=DAY, team=[adviser])


def found(session: Session, tour: Tour, today: date = TODAY) -> list[tuple[int, set[Kind]]]:
    session.rollback()
    rows = bid_misfits.of_tour(session, tour.id, today=today)
    return [(each.seminar.id, set(each.kinds)) for each in rows]


def other_days(bid: Bid) -> None:
    bid.dates[0].choice = Choice.IMPOSSIBLE


def other_times(bid: Bid) -> None:
    bid.ends_at = time(17)


def other_place(bid: Bid) -> None:
    bid.place = "27"


@pytest.mark.parametrize(
    ("change", "kind"),
    [(other_days, Kind.DAY), (other_times, Kind.TIMES), (other_place, Kind.PLACE)],
)
def test_what_only_a_plan_or_a_bid_says_is_found_while_it_differs(
    session: Session, tour: Tour, seminar: Seminar, change: Callable[[Bid], None], kind: Kind
) -> None:
    change(seminar.bid)
    session.commit()

    assert found(session, tour) == [(seminar.id, {kind})]


def test_other_topics_and_more_advisers_are_found_until_they_are_taken_back(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    slot = BidSlot(position=1, topics=[make_topic(session, "overseas")])
    seminar.bid.slots.append(slot)
    session.commit()
    assert found(session, tour) == [(seminar.id, {Kind.TOPICS, Kind.TEAM})]

    session.delete(slot)
    session.commit()
    assert found(session, tour) == []


def said_by(bid: Bid, **changes: object) -> BidDetails:
    """What a bid says already, but for some changes."""
    names = ("place", "venue_name", "venue_postal_code", "venue_address", "capacity")
    same = {name: getattr(bid, name) for name in names}
    days = {each.day: each.choice for each in bid.dates}
    return details(*bid.slots[0].topics, **({"days": days} | same | changes))


def edit_bid(session: Session, bid: Bid, hours: int, **changes: object) -> None:
    said = said_by(bid, **changes)
    office = OfficeDetails([[topic.id for topic in slot.topics] for slot in bid.slots], None)
    edit(
        session,
        bid.id,
        said,
        office,
        version=None,
        note="",
        tell_host=False,
        office=OFFICE,
        actor=STAFF,
        now=NOW + timedelta(hours=hours),
    )


@pytest.mark.parametrize(
    ("changes", "kind"),
    [({"venue_name": "別館"}, Kind.VENUE), ({"capacity": 20}, Kind.CAPACITY)],
)
def test_of_hall_and_seats_the_later_edit_is_meant(
    session: Session, tour: Tour, seminar: Seminar, changes: dict[str, object], kind: Kind
) -> None:
    describe(session, seminar, now=NOW, venue_address="名古屋市中区栄2-2", capacity=50)
    assert found(session, tour) == []

    edit_bid(session, seminar.bid, 1, remarks="駐車場なし")
    assert found(session, tour) == []

    edit_bid(session, seminar.bid, 2, **changes)
    assert found(session, tour) == [(seminar.id, {kind})]

    describe(session, seminar, now=NOW + timedelta(hours=3))
    assert found(session, tour) == []


def test_an_edit_that_is_taken_back_leaves_nothing(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    edit_bid(session, seminar.bid, 1, capacity=20)
    edit_bid(session, seminar.bid, 2, capacity=40)

    assert found(session, tour) == []


@pytest.mark.parametrize(
    ("state", "today"),
    [
        (SeminarState.CANCELLED, TODAY),
        (SeminarState.CLOSED, TODAY),
        (SeminarState.ANNOUNCED, DAY + timedelta(days=1)),
    ],
)
def test_what_can_no_longer_be_arranged_otherwise_is_left_alone(
    session: Session, tour: Tour, seminar: Seminar, state: SeminarState, today: date
) -> None:
    seminar.state, seminar.bid.place = state, "27"
    session.commit()

    assert found(session, tour, today) == []
    assert not is_ahead(seminar, today)


def test_a_bid_without_a_seminar_has_none_ahead() -> None:
    assert not is_ahead(None, TODAY)


def test_a_form_is_compared_as_the_bid_itself(seminar: Seminar) -> None:
    said = said_by(seminar.bid, days={DAY: Choice.IMPOSSIBLE}, place="27")
    topics = [topic.id for topic in seminar.topics]

    kinds = differences(seminar, asked_in(said, [topics]))

    assert set(kinds) >= {Kind.DAY, Kind.PLACE}
    assert Kind.TOPICS not in kinds


def test_seminars_of_another_tour_are_not_told_and_the_queries_are_few(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    tour, other = make_tour(session), make_tour(session, 2027)
    for each in (tour, other, tour):
        bid = make_bid(session, each)
        make_seminar(session, bid, place="27", capacity=10)
    tour_id = tour.id
    with counted_queries(session) as queries:
        rows = bid_misfits.of_tour(session, tour_id, today=TODAY)
    assert [row.seminar.tour_id for row in rows] == [tour_id, tour_id]
    assert len(queries) <= 7
