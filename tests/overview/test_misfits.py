"""Released seminars that no longer fit their advisers."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.model import Adviser, UnavailableDay
from seminar_service.bids.model import Bid
from seminar_service.overview import misfits
from seminar_service.overview.misfit_rules import MisfitKind
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan, make_seminar, make_topic, make_tour
from tests.statements import counted_queries

TODAY = date(2026, 6, 1)
DAY = date(2026, 10, 6)


@pytest.fixture
def seminar(session: Session, tour: Tour, adviser: Adviser) -> Seminar:
    return make_seminar(session, make_bid(session, tour), team=[adviser], day=DAY)


def kinds(session: Session, tour: Tour, today: date = TODAY) -> list[tuple[int, MisfitKind]]:
    session.rollback()
    found = misfits.of_tour(session, tour.id, today=today)
    return [(each.seminar.id, each.kind) for each in found]


def release_journey(session: Session, adviser: Adviser, bid: Bid, origin: str, nights: int) -> None:
    """A released plan in which the adviser travels to a bid's seminar."""
    leg = {"day": "2026-10-06", "leaves_at": "08:00", "arrives_at": "10:00", "minutes": 120}
    trip: dict[str, Any] = {
        "departs": "2026-10-06",
        "leaves_at": "08:00",
        "returns": "2026-10-06",
        "home_at": "20:00",
        "nights": nights,
        "fares_yen": 0,
        "hotels_yen": 0,
        "bids": [bid.id],
        "legs": [
            leg | {"from": origin, "to": bid.place, "yen": 0},
            leg | {"from": bid.place, "to": origin, "yen": 0},
        ],
    }
    itineraries = {str(adviser.id): [trip]}
    make_plan(session, bid.tour, {}, state=PlanState.RELEASED, itineraries=itineraries)


def test_a_tour_that_fits_has_no_misfits(session: Session, tour: Tour, seminar: Seminar) -> None:
    assert seminar.stands
    assert kinds(session, tour) == []


def test_a_new_unavailable_day_is_found_until_it_is_taken_back(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    (engagement,) = adviser.engagements
    engagement.unavailable_days.append(UnavailableDay(day=DAY))
    session.commit()
    assert kinds(session, tour) == [(seminar.id, MisfitKind.UNAVAILABLE)]

    engagement.unavailable_days.clear()
    session.commit()
    assert kinds(session, tour) == []


def test_topics_that_the_adviser_lost_or_the_bid_gained_are_found(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    topic = make_topic(session, "overseas")
    (slot,) = seminar.bid.slots
    slot.topics.append(topic)
    session.commit()
    assert kinds(session, tour) == [(seminar.id, MisfitKind.TOPIC)]

    adviser.topics.append(topic)
    session.commit()
    assert kinds(session, tour) == []


def test_each_adviser_needs_the_topics_of_the_own_slot_alone(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    topic = make_topic(session, "overseas")
    other = make_adviser(session, tour, topics=[topic])
    bid = make_bid(session, tour, topics=[adviser.topics, [topic]])
    seminar = make_seminar(session, bid, team=[adviser, other])
    assert kinds(session, tour) == []

    other.topics.clear()
    session.commit()
    (found,) = misfits.of_tour(session, tour.id, today=TODAY)
    assert (found.seminar, found.adviser) == (seminar, other)


def test_a_removed_adviser_is_found(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    session.delete(adviser.engagements[0])
    session.commit()

    assert kinds(session, tour) == [(seminar.id, MisfitKind.NOT_ENGAGED)]


def test_a_home_from_which_no_released_journey_begins_is_found(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    release_journey(session, adviser, seminar.bid, adviser.home, nights=2)
    assert kinds(session, tour) == []

    adviser.home = "27"
    session.commit()
    assert kinds(session, tour) == [(seminar.id, MisfitKind.HOME)]


def test_more_nights_than_the_limit_allows_are_found(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    release_journey(session, adviser, seminar.bid, adviser.home, nights=2)
    adviser.engagements[0].max_nights_away = 1
    session.commit()

    assert kinds(session, tour) == [(seminar.id, MisfitKind.NIGHTS)]


@pytest.mark.parametrize(
    "values",
    [
        {"state": SeminarState.CANCELLED},
        {"state": SeminarState.HELD},
        {"day": date(2026, 5, 6)},
    ],
    ids=["cancelled", "held", "past"],
)
def test_what_is_over_is_nobodys_concern(
    session: Session, tour: Tour, adviser: Adviser, values: dict[str, Any]
) -> None:
    make_seminar(session, make_bid(session, tour), team=[adviser], **values)
    session.delete(adviser.engagements[0])
    session.commit()

    assert kinds(session, tour) == []


def test_only_what_a_change_breaks_is_asked_about(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    adviser.topics.clear()
    session.commit()
    given = misfits.of_adviser(session, adviser.id, today=TODAY)
    assert given is not None

    assert [each.kind for each in given.found()] == [MisfitKind.TOPIC]
    assert [each.kind for each in given.known_as("27", [])] == [MisfitKind.HOME]
    assert given.known_as(adviser.home, []) == []
    found = given.limited(tour.id, Limits(0, 0, 0), {seminar.day})
    assert {each.kind for each in found} == {
        MisfitKind.UNAVAILABLE,
        MisfitKind.TOTAL,
        MisfitKind.MONTH,
    }
    assert [each.kind for each in given.without(tour.id)] == [MisfitKind.NOT_ENGAGED]


def test_an_adviser_in_two_tours_is_looked_at_in_both(
    session: Session, adviser: Adviser, seminar: Seminar
) -> None:
    other = make_tour(session, 2027)
    elsewhere = make_seminar(session, make_bid(session, other), team=[adviser])
    given = misfits.of_adviser(session, adviser.id, today=TODAY)
    assert given is not None

    assert {each.seminar for each in given.known_as("27", [])} == {seminar, elsewhere}
    assert kinds(session, other) == [(elsewhere.id, MisfitKind.NOT_ENGAGED)]


def test_reasons_for_one_seminar_and_adviser_belong_together(
    session: Session, tour: Tour, adviser: Adviser, seminar: Seminar
) -> None:
    adviser.topics.clear()
    adviser.engagements[0].max_seminars = 0
    session.commit()

    found = misfits.of_tour(session, tour.id, today=TODAY)

    assert [each.kind for each in found] == [MisfitKind.TOPIC, MisfitKind.TOTAL]
    assert {each.pair for each in found} == {(DAY, seminar.id, adviser.id)}


def test_who_has_nothing_to_do_has_nothing_to_lose(session: Session, adviser: Adviser) -> None:
    assert misfits.of_adviser(session, adviser.id, today=TODAY) is None


def test_many_seminars_take_as_many_queries_as_one(session: Session) -> None:
    make_tour(session)

    def count() -> int:
        tour = session.scalars(select(Tour)).one()
        make_seminar(session, make_bid(session, tour), team=[make_adviser(session, tour)])
        number = tour.id
        with counted_queries(session) as queries:
            misfits.of_tour(session, number, today=TODAY)
        return len(queries)

    first = count()
    for _ in range(3):
        count()
    assert count() == first <= 9
