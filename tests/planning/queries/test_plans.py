"""One plan, with everything that its pages show."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.queries.plans import engagements, plan_view
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_lock, make_plan, make_seminar, make_tour
from tests.planning.documents import components, trip_document
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_a_day_is_told_by_the_choice_of_its_host_and_one_that_was_not_named_by_none(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    days = {DAY: Choice.FIRST, LATER: Choice.THIRD}
    named, unnamed = make_bid(session, tour, days=days), make_bid(session, tour, days=days)
    held = {named: (LATER, [adviser]), unnamed: (LATER + timedelta(days=9), [adviser])}
    plan = make_plan(session, tour, held)
    make_plan(session, tour, {named: (DAY, [adviser])})

    assert plan_view(session, plan.id).choices == {named.id: Choice.THIRD}


def test_a_bid_is_locked_here_or_elsewhere_or_not_at_all(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    here, elsewhere, free = (make_bid(session, tour) for _ in range(3))
    held = {each: (DAY, [adviser]) for each in (here, elsewhere, free)}
    plan = make_plan(session, tour, held)
    other = make_plan(session, tour, held | {elsewhere: (LATER, [adviser])})
    planned = {each.bid_id: each for each in plan.seminars}
    make_lock(session, planned[here.id])
    make_lock(session, next(each for each in other.seminars if each.bid == elsewhere))
    next_tour = make_tour(session, 2027)
    make_lock(
        session,
        make_plan(session, next_tour, {make_bid(session, next_tour): (DAY, [adviser])}).seminars[0],
    )

    view = plan_view(session, plan.id)

    assert {bid for bid, each in planned.items() if view.is_locked(each)} == {here.id}
    assert set(view.locks) == {here.id, elsewhere.id}


def test_who_takes_part_is_listed_once_by_reading_with_the_own_seminars(
    session: Session, tour: Tour
) -> None:
    second = make_adviser(session, tour, name_kana="ワダ")
    first = make_adviser(session, tour, name_kana="アオキ")
    make_adviser(session, tour)
    both, one = make_bid(session, tour), make_bid(session, tour)
    plan = make_plan(session, tour, {both: (LATER, [second, first]), one: (DAY, [second])})
    session.expire_all()

    view = plan_view(session, plan.id)

    assert view.advisers == (first, second)
    assert [each.bid for each in view.seminars_of(second.id)] == [one, both]
    assert [each.bid for each in view.seminars_of(first.id)] == [both]


def test_every_bid_of_the_plan_is_known_held_or_refused(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    held, refused, absent = (make_bid(session, tour) for _ in range(3))
    plan = make_plan(session, tour, {held: (DAY, [adviser])}, [refused])

    bids = plan_view(session, plan.id).bids

    assert set(bids) == {held.id, refused.id}
    assert absent.id not in bids


def test_trips_are_read_for_each_adviser(session: Session, tour: Tour) -> None:
    documents = {"7": [trip_document(DAY, LATER)], "8": []}
    plan = make_plan(session, tour, {}, itineraries=documents)

    trips = plan_view(session, plan.id).trips

    assert [trip.nights for trip in trips[7]] == [1]
    assert trips[8] == ()


def test_cost_and_gap_are_those_of_the_plan(session: Session, tour: Tour) -> None:
    parts = components(fares=150_000, hotels=50_000)
    plan = make_plan(session, tour, {}, components=parts, objective_yen=200_000, bound_yen=150_000)
    unproven = make_plan(session, tour, {}, components=parts, bound_yen=-1)

    view = plan_view(session, plan.id)

    assert sum(yen for _, yen in view.components) == 200_000
    assert (view.gap_yen, view.gap_share) == (50_000, 0.25)
    assert plan_view(session, unproven.id).gap_yen is None


def test_ten_queries_are_enough_whatever_the_number_of_bids(session: Session, tour: Tour) -> None:
    team = [make_adviser(session, tour), make_adviser(session, tour)]
    held = {make_bid(session, tour): (DAY, team) for _ in range(3)}
    plan = make_plan(session, tour, held, [make_bid(session, tour) for _ in range(3)])
    make_lock(session, plan.seminars[0])
    make_seminar(session, plan.seminars[1].bid, team=team, day=DAY)
    key = plan.id

    with counted_queries(session) as queries:
        view = plan_view(session, key)
        assert all(member.adviser.name for each in view.plan.seminars for member in each.team)
        assert all(bid.host_name for bid in view.bids.values())
        assert view.plan.tour.fiscal_year

    assert len(queries) <= 10


def test_who_is_engaged_is_listed_by_reading_for_this_tour_alone(
    session: Session, tour: Tour
) -> None:
    later = make_adviser(session, tour, name_kana="ワダ", unavailable=[DAY])
    sooner = make_adviser(session, tour, name_kana="アオキ")
    make_adviser(session, make_tour(session, 2027))

    found = engagements(session, tour.id)

    assert [each.adviser for each in found] == [sooner, later]
    assert [[taken.day for taken in each.unavailable_days] for each in found] == [[], [DAY]]


def test_a_plan_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        plan_view(session, 4711)
