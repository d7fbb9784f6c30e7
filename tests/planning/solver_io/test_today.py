from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.bids.model import Bid, BidSlot
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io import tour_today
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import ClosedPeriod, Tour
from tests.factories import make_adviser, make_bid, make_seminar, make_topic

EARLIEST = date(2026, 6, 2)
PAST = date(2026, 5, 20)
DAY, NEXT, LATER = date(2026, 10, 6), date(2026, 10, 7), date(2026, 10, 20)
DAYS = {DAY: Choice.FIRST, NEXT: Choice.FIRST, LATER: Choice.FIRST, PAST: Choice.FIRST}
Kind = ObjectionKind


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, days=DAYS)


def objections(
    session: Session, tour: Tour, planned: dict[Bid, tuple[date, list[Adviser]]], *refused: Bid
) -> tuple[Objection, ...]:
    held = {
        bid.id: Held(day, tuple(each.id for each in team)) for bid, (day, team) in planned.items()
    }
    answered = held.keys() | {bid.id for bid in refused}
    return tour_today(session, tour, earliest=EARLIEST).objections(held, answered)


def kinds(*arguments: Any) -> list[ObjectionKind]:
    return [each.kind for each in objections(*arguments)]


def engagement(session: Session, adviser: Adviser) -> Engagement:
    return session.scalars(select(Engagement).where(Engagement.adviser_id == adviser.id)).one()


def take(session: Session, adviser: Adviser, day: date) -> None:
    """Mark an adviser unavailable on one more day."""
    session.add(UnavailableDay(engagement_id=engagement(session, adviser).id, day=day))
    session.commit()


def test_nothing_speaks_against_a_plan_that_fits(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    assert objections(session, tour, {bid: (DAY, [adviser])}) == ()


def test_an_adviser_who_has_become_unavailable_is_named_with_the_day(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    take(session, adviser, DAY)

    found = objections(session, tour, {bid: (DAY, [adviser])})

    assert found == (Objection(Kind.UNAVAILABLE, (bid.id,), (adviser.id,), (DAY,)),)


def test_a_taken_day_on_the_way_is_told_as_a_journey(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    evening = {"starts_at": time(18), "ends_at": time(21)}  # home only on the next day
    far = make_bid(session, tour, place="47", days=DAYS, **evening)
    take(session, adviser, NEXT)

    (found,) = objections(session, tour, {far: (DAY, [adviser])})

    assert (found.kind, found.causes, found.days) == (Kind.TRAVEL, ("unavailable",), (DAY,))


def test_limits_rules_and_calendar_of_today_count(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    other = make_bid(session, tour, days=DAYS)
    planned = {bid: (DAY, [adviser]), other: (LATER, [adviser])}
    assert kinds(session, tour, planned) == []

    engaged = engagement(session, adviser)
    engaged.max_per_month = 1
    tour.same_place_gap_days = 30
    tour.travel_budget_yen = 1
    tour.closed_periods = [
        ClosedPeriod(name_ja="創立記念日", name_en="Jubilee", first_day=LATER, last_day=LATER)
    ]
    session.commit()

    assert set(kinds(session, tour, planned)) == {
        Kind.SEMINARS_IN_MONTH,
        Kind.PLACE_GAP,
        Kind.BUDGET,
        Kind.DAY_CLOSED,
    }


def test_days_that_the_host_took_back_or_that_are_over_are_told_apart(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    other = make_bid(session, tour, days={LATER: Choice.FIRST}, place="27")

    found = kinds(session, tour, {bid: (PAST, [adviser]), other: (DAY, [adviser])})

    assert found == [Kind.DAY_PAST, Kind.DAY_NOT_OFFERED]


def test_who_takes_part_no_longer_is_told_as_that_alone(
    session: Session, tour: Tour, bid: Bid
) -> None:
    stranger = make_adviser(session)
    other = make_bid(session, tour, days=DAYS, place="27")
    make_seminar(session, other, team=[stranger], day=LATER, state=SeminarState.CONFIRMED)

    found = objections(session, tour, {bid: (DAY, [stranger]), other: (LATER, [stranger])})

    assert found == (Objection(Kind.NOT_ENGAGED, (bid.id, other.id), (stranger.id,), (DAY, LATER)),)


def test_topics_and_the_size_of_the_team_are_those_that_the_bid_needs_now(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    patents = make_topic(session, "patents")
    bid = make_bid(session, tour, topics=[[patents], [patents]], days=DAYS)

    assert set(kinds(session, tour, {bid: (DAY, [adviser])})) == {Kind.TEAM_SIZE, Kind.TOPICS}


def test_a_seminar_that_the_plan_knows_nothing_of_would_be_lost(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    make_seminar(session, bid, team=[adviser], day=DAY, state=SeminarState.CONFIRMED)

    assert objections(session, tour, {}) == (Objection(Kind.UNANSWERED, (bid.id,)),)
    assert objections(session, tour, {}, bid) == ()


def test_what_was_held_stays_and_speaks_against_no_plan(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    over = make_bid(session, tour, days=DAYS)
    make_seminar(session, over, team=[adviser], day=PAST, state=SeminarState.HELD)
    take(session, adviser, PAST)

    older = {bid: (DAY, [adviser]), over: (LATER, [adviser])}
    assert objections(session, tour, older) == ()
    assert objections(session, tour, {bid: (DAY, [adviser])}) == ()


def test_a_seminar_whose_day_is_over_cannot_be_moved_though_nobody_has_closed_it(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    make_seminar(session, bid, team=[adviser], day=PAST, state=SeminarState.CONFIRMED)

    assert kinds(session, tour, {bid: (DAY, [adviser])}) == [Kind.LOCKED_OTHERWISE]
    assert kinds(session, tour, {bid: (PAST, [adviser])}) == []


def test_a_lock_to_another_number_of_advisers_is_one_until_somebody_lifts_it(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    make_seminar(session, bid, team=[adviser], day=DAY)
    other = make_adviser(session, tour)
    bid.slots.append(BidSlot(position=1, topics=list(adviser.topics)))
    session.commit()

    (found,) = objections(session, tour, {bid: (DAY, [adviser, other])})

    assert (found.kind, found.bid_ids, found.days) == (Kind.LOCKED_OTHERWISE, (bid.id,), (DAY,))


def test_two_seminars_that_cannot_both_be_reached_are_named_together(
    session: Session, tour: Tour, adviser: Adviser, bid: Bid
) -> None:
    same_time = make_bid(session, tour, days=DAYS, place="01")
    fine = make_bid(session, tour, days=DAYS, place="27")

    (found,) = objections(
        session,
        tour,
        {bid: (DAY, [adviser]), same_time: (DAY, [adviser]), fine: (LATER, [adviser])},
    )

    assert (found.kind, set(found.bid_ids)) == (Kind.TRAVEL, {bid.id, same_time.id})
