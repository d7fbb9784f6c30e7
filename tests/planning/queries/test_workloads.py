"""How a plan shares the work among the advisers, beside their mean and the year before."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries.plans import plan_view
from seminar_service.planning.queries.trips import read_trip
from seminar_service.planning.queries.workloads import Workload, Workloads, weekends_of, workloads
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan, make_tour
from tests.planning.documents import trip_document
from tests.statements import counted_queries

FRIDAY = date(2026, 10, 9)
TUESDAY = date(2026, 10, 13)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def found(session: Session, plan: Plan) -> Workloads:
    session.expire_all()
    return workloads(session, plan_view(session, plan.id))


def test_seminars_nights_hours_and_weekends_are_added_up(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bids = [make_bid(session, tour, starts_at=time(14)) for _ in range(2)]
    trips = [
        trip_document(FRIDAY, FRIDAY + 3 * ONE_DAY, bids=(bids[0].id,)),
        trip_document(TUESDAY, TUESDAY, bids=(bids[1].id,)),
    ]
    held = {bids[0]: (FRIDAY, [adviser]), bids[1]: (TUESDAY, [adviser])}
    plan = make_plan(session, tour, held, itineraries={str(adviser.id): trips})

    (share,) = found(session, plan).shares

    assert share.load == Workload(2, nights=3, travel_minutes=480, early_departures=0, weekends=1)
    assert share.before is None


@pytest.mark.parametrize(
    ("starts_at", "early"),
    # Two hours of travel and the buffer before it; the day begins at 7, so early is before 8.
    [(time(10), 1), (time(10, 30), 0), (time(10, 29), 1)],
)
def test_a_departure_is_early_that_cannot_wait_until_the_first_hour_is_over(
    session: Session, tour: Tour, adviser: Adviser, starts_at: time, early: int
) -> None:
    tour.day_start, tour.buffer_minutes = time(7), 30
    bid = make_bid(session, tour, starts_at=starts_at)
    itineraries = {str(adviser.id): [trip_document(FRIDAY, FRIDAY, bids=(bid.id,))]}
    plan = make_plan(session, tour, {bid: (FRIDAY, [adviser])}, itineraries=itineraries)

    assert found(session, plan).shares[0].load.early_departures == early


def test_who_travels_the_day_before_need_not_leave_early(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour, starts_at=time(9))
    trip = trip_document(FRIDAY - ONE_DAY, FRIDAY, bids=(bid.id,))
    itineraries = {str(adviser.id): [trip]}
    plan = make_plan(session, tour, {bid: (FRIDAY, [adviser])}, itineraries=itineraries)

    assert found(session, plan).shares[0].load.early_departures == 0


@pytest.mark.parametrize(
    ("departs", "returns", "weekends"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, FRIDAY + ONE_DAY, 1),
        (FRIDAY + 2 * ONE_DAY, FRIDAY + 3 * ONE_DAY, 1),
        (FRIDAY, FRIDAY + 8 * ONE_DAY, 2),
    ],
)
def test_a_weekend_counts_once_however_many_of_its_days_are_away(
    departs: date, returns: date, weekends: int
) -> None:
    trip = read_trip(trip_document(departs, returns))

    assert weekends_of([trip]) == weekends
    assert weekends_of([trip, trip]) == weekends


def test_who_is_engaged_and_has_nothing_counts_for_mean_and_spread(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    idle = make_adviser(session, tour, name_kana="アオキ")
    bids = [make_bid(session, tour) for _ in range(3)]
    held = {each: (FRIDAY + n * ONE_DAY, [adviser]) for n, each in enumerate(bids)}

    shared = found(session, make_plan(session, tour, held))

    assert [each.adviser for each in shared.shares] == [idle, adviser]
    assert [each.adviser for each in shared.by("seminars")] == [adviser, idle]
    assert (shared.mean("seminars"), shared.spread("seminars")) == (1.5, 3)


def test_a_tour_without_advisers_has_no_shares(session: Session, tour: Tour) -> None:
    shared = found(session, make_plan(session, tour, {}))

    assert shared.shares == ()
    assert (shared.mean("nights"), shared.spread("nights")) == (0, 0)


def test_the_year_before_is_what_was_released_else_what_is_recorded(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    newcomer = make_adviser(session, tour)
    earlier = make_tour(session, tour.fiscal_year - 1)
    bids = [make_bid(session, earlier) for _ in range(2)]
    day = FRIDAY - 365 * ONE_DAY
    both = {each: (day + n * ONE_DAY, [adviser]) for n, each in enumerate(bids)}
    record = make_plan(session, earlier, {bids[0]: (day, [adviser])}, origin=PlanOrigin.RECORD)
    make_plan(session, earlier, {})
    plan = make_plan(session, tour, {})

    by_record = found(session, plan)
    released = make_plan(session, earlier, both, state=PlanState.RELEASED)
    by_release = found(session, plan)

    before = {each.adviser: each.before and each.before.seminars for each in by_record.shares}
    assert (by_record.last_year, by_release.last_year) == (record, released)
    assert before == {adviser: 1, newcomer: None}
    assert by_release.mean_before("seminars") == 2


def test_the_queries_do_not_grow_with_the_plan(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    few = make_plan(session, tour, {make_bid(session, tour): (FRIDAY, [adviser])})
    bids = [make_bid(session, tour) for _ in range(5)]
    others = [make_adviser(session, tour) for _ in range(5)]
    held = {bid: (FRIDAY, [other]) for bid, other in zip(bids, others, strict=True)}
    many = make_plan(session, tour, held)

    keys = (few.id, many.id)
    session.commit()

    numbers = []
    for key in keys:
        with counted_queries(session) as queries:
            workloads(session, plan_view(session, key))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
