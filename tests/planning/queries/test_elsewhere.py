"""Days that advisers spend on other tours."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid
from seminar_service.planning.queries.elsewhere import days_elsewhere
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.planning.drafts import DAY, LATER
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries

ONE_DAY = timedelta(days=1)


@pytest.fixture
def second(session: Session, tour: Tour, adviser: Adviser) -> Tour:  # noqa: ARG001 (beside it)
    """Another tour of the same year, for which the adviser is engaged too."""
    row = make_tour(session, programme=2)
    limits = {"max_seminars": 9, "max_per_month": 4, "max_nights_away": 3}
    session.add(Engagement(tour=row, adviser=adviser, **limits))
    session.commit()
    return row


@pytest.fixture
def far_away(session: Session, tour: Tour) -> Bid:
    """A bid from Okinawa, in the morning: who comes from Tokyo travels the day before."""
    return make_bid(session, tour, place="47", days={DAY: "first", LATER: "second"})


def test_a_seminar_of_another_tour_takes_its_day(
    session: Session, second: Tour, far_away: Bid, adviser: Adviser
) -> None:
    make_seminar(session, far_away, team=[adviser], state=SeminarState.TENTATIVE)

    assert days_elsewhere(session, second) == {adviser.id: {DAY}}


def test_the_whole_trip_is_taken_as_the_released_plan_has_it(
    session: Session, tour: Tour, second: Tour, adviser: Adviser
) -> None:
    early, late = (
        make_bid(session, tour, place=place, days={day: "first"})
        for place, day in (("47", DAY), ("46", DAY + ONE_DAY))
    )
    plan = save_plan(session, tour, {early: (DAY, [adviser]), late: (DAY + ONE_DAY, [adviser])})
    plan.state = PlanState.RELEASED
    trips = plan.itineraries[str(adviser.id)]
    first, last = (date.fromisoformat(trips[0][name]) for name in ("departs", "returns"))
    make_seminar(session, early, team=[adviser])

    days = days_elsewhere(session, second)[adviser.id]

    assert days == {first + ONE_DAY * number for number in range((last - first).days + 1)}
    assert {DAY, DAY + ONE_DAY} <= days


def test_what_was_moved_since_takes_the_day_on_which_it_stands(
    session: Session, tour: Tour, second: Tour, far_away: Bid, adviser: Adviser
) -> None:
    save_plan(session, tour, {far_away: (DAY, [adviser])}).state = PlanState.RELEASED
    make_seminar(session, far_away, team=[adviser], day=LATER)

    assert days_elsewhere(session, second) == {adviser.id: {LATER}}


def test_neither_what_is_cancelled_nor_the_tours_own_seminars_take_days(
    session: Session, tour: Tour, second: Tour, far_away: Bid, adviser: Adviser
) -> None:
    seminar = make_seminar(session, far_away, team=[adviser])

    assert days_elsewhere(session, tour) == {}
    seminar.state = SeminarState.CANCELLED
    session.commit()
    assert days_elsewhere(session, second) == {}


def test_the_number_of_queries_does_not_grow(
    session: Session, tour: Tour, second: Tour, adviser: Adviser
) -> None:
    for number in range(3):
        bid = make_bid(session, tour, days={DAY + ONE_DAY * number: "first"})
        make_seminar(session, bid, team=[adviser, make_adviser(session, tour)])

    key = second.id

    with counted_queries(session) as queries:
        assert len(days_elsewhere(session, session.get_one(Tour, key))) == 4
    assert len(queries) == 1 + 2
