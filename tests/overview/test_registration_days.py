"""On which days people registered, and what was usual."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from seminar_service.overview.registration_days import (
    EARLIER,
    LOOKED_BACK,
    Usual,
    course,
    days_of,
    usual,
)
from seminar_service.registrations.answer_counts import COUNTED
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.statements import counted_queries

DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 3, tzinfo=UTC)


def held(session: Session, tour: Tour, before: int, *left: int, **values: object) -> Seminar:
    """A seminar so many days before NOW for which people registered so many days before it."""
    day = DAY - timedelta(days=before)
    made = {"state": SeminarState.HELD, "day": day, "capacity": 90} | values
    seminar = make_seminar(session, make_bid(session, tour), **made)
    for each in left:
        noon = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        make_registration(session, seminar, created_at=noon - timedelta(days=each))
    return seminar


def test_a_day_is_one_of_japan(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=9)
    for hour in (14, 15):  # 23:00 and 0:00 in Japan
        make_registration(session, seminar, created_at=datetime(2026, 6, 1, hour, tzinfo=UTC))
    withdrawn = RegistrationState.CANCELLED
    make_registration(session, seminar, state=withdrawn, created_at=NOW)

    assert days_of(session, [seminar.id], COUNTED) == {
        seminar.id: Counter({date(2026, 6, 1): 1, date(2026, 6, 2): 1})
    }
    assert days_of(session, [seminar.id], [withdrawn])[seminar.id].total() == 1
    assert days_of(session, [], COUNTED) == {}


def test_a_course_says_how_many_there_were_by_the_days_that_were_left() -> None:
    days = {DAY - timedelta(days=90): 4, DAY - timedelta(days=2): 1, DAY: 2}
    reached = course(days, DAY, DAY)
    assert len(reached) == LOOKED_BACK + 1
    assert [reached[left] for left in (LOOKED_BACK, 3, 2, 1, 0)] == [4, 4, 5, 5, 7]


def test_a_course_stays_as_it_is_today() -> None:
    days = {DAY - timedelta(days=5): 3, DAY: 9}
    reached = course(days, DAY, DAY - timedelta(days=4))
    assert [reached[left] for left in (6, 5, 4, 0)] == [0, 3, 3, 3]


def test_what_is_usual_is_the_average_of_earlier_seminars(session: Session, tour: Tour) -> None:
    held(session, tour, 1, 10, 3)
    held(session, tour, 2, 3)
    own = held(session, tour, 3, 0, 0, 0)

    found = usual(session, COUNTED, now=NOW)
    assert found is not None
    assert found.seminars == 3
    assert [round(found.reached[left], 2) for left in (11, 10, 3, 0)] == [0, 0.33, 1, 2]
    assert usual(session, COUNTED, now=NOW, besides=own.id) is None


def test_only_seminars_count_that_are_over_and_for_which_people_registered(
    session: Session, tour: Tour
) -> None:
    held(session, tour, 1, 1)
    held(session, tour, 2, 1)
    held(session, tour, 3)
    held(session, tour, 0, 1, state=SeminarState.ANNOUNCED)
    held(session, tour, 4, 1, state=SeminarState.CANCELLED)
    assert usual(session, COUNTED, now=NOW) is None


def test_only_the_last_ones_count_in_two_queries(session: Session, tour: Tour) -> None:
    for before in range(1, EARLIER + 3):
        held(session, tour, before, 1, 2)
    with counted_queries(session) as queries:
        found = usual(session, COUNTED, now=NOW)
    assert found is not None
    assert found.seminars == EARLIER
    assert len(queries) == 2


def test_what_is_usual_is_known_so_far_back_and_on_the_day_afterwards() -> None:
    found = Usual(3, [float(left) for left in range(LOOKED_BACK + 1)])
    assert [found.at(left) for left in (LOOKED_BACK + 1, LOOKED_BACK, 0, -4)] == [
        *(None, LOOKED_BACK, 0, 0)
    ]
