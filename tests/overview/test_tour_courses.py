"""How registrations of a tour came in, beside earlier tours."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from seminar_service.overview.dashboards import Counting, FigureFilter, Stage
from seminar_service.overview.registration_days import LOOKED_BACK
from seminar_service.overview.tour_courses import EARLIER_TOURS, TourCourse, tour_courses
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries

DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 3, tzinfo=UTC)
ALL = FigureFilter()


def seminar(session: Session, tour: Tour, day: date, *left: int, **values: object) -> Seminar:
    """A seminar for which people registered so many days before it."""
    made = make_seminar(session, make_bid(session, tour), **{"day": day, "capacity": 90} | values)
    noon = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    for each in left:
        make_registration(session, made, created_at=noon - timedelta(days=each))
    return made


def course_of(session: Session, tour: Tour, wanted: FigureFilter = ALL) -> TourCourse:
    found = tour_courses(session, tour, wanted, now=NOW)
    assert found[0].tour is tour
    return found[0]


def test_it_is_the_average_of_the_seminars_that_have_come_as_near(
    session: Session, tour: Tour
) -> None:
    seminar(session, tour, DAY - timedelta(days=30), 90, 10, 10, 0)
    seminar(session, tour, DAY + timedelta(days=5), 20, 5)
    found = course_of(session, tour)
    assert len(found.reached) == LOOKED_BACK + 1
    assert [found.reached[left] for left in (LOOKED_BACK, 20, 10, 5)] == [0.5, 1, 2, 2.5]
    assert [found.reached[left] for left in (4, 0)] == [3, 4]
    assert [found.seminars[left] for left in (LOOKED_BACK, 5, 4, 0)] == [2, 2, 1, 1]


def test_nothing_is_said_of_days_that_are_still_to_come(session: Session, tour: Tour) -> None:
    seminar(session, tour, DAY + timedelta(days=12), 30)
    found = course_of(session, tour)
    assert [found.reached[left] for left in (31, 30, 12, 11, 0)] == [0, 1, 1, None, None]


def test_the_last_earlier_tours_follow_with_all_their_days(session: Session, tour: Tour) -> None:
    for year in range(2021, 2026):
        before = make_tour(session, year)
        seminar(session, before, date(year, 6, 1), *([3] * (year - 2020)))
    make_tour(session, 2020)
    found = tour_courses(session, tour, ALL, now=NOW)
    assert [each.tour.fiscal_year for each in found] == [2025, 2024, 2023]
    assert len(found) == EARLIER_TOURS
    assert [found[0].reached[left] for left in (4, 3, 0)] == [0, 5, 5]
    assert found[0].most_seminars == 1


def test_later_tours_cancelled_seminars_and_those_of_nobody_are_left_out(
    session: Session, tour: Tour
) -> None:
    seminar(session, tour, DAY, 1)
    seminar(session, tour, DAY)
    seminar(session, tour, DAY, 1, 1, state=SeminarState.CANCELLED)
    seminar(session, make_tour(session, 2027), date(2027, 6, 1), 400)
    assert [each.tour for each in tour_courses(session, tour, ALL, now=NOW)] == [tour]
    assert course_of(session, tour).reached[0] == 1


def test_who_is_counted_and_where_holds_for_earlier_tours_too(session: Session, tour: Tour) -> None:
    before = make_tour(session, 2025)
    there = seminar(session, before, date(2025, 6, 1), 2, place="13")
    seminar(session, before, date(2025, 6, 2), 2, 2, place="23")
    early = datetime(2025, 5, 1, tzinfo=UTC)
    make_registration(session, there, state=RegistrationState.CANCELLED, created_at=early)
    here, everybody = FigureFilter(place="13"), FigureFilter(counting=Counting.EVERYBODY)
    (found,) = tour_courses(session, tour, here, now=NOW)
    assert (found.tour, found.reached[0], found.most_seminars) == (before, 1, 1)
    (found,) = tour_courses(session, tour, everybody, now=NOW)
    assert found.reached[0] == 2


def test_the_stage_concerns_the_tour_alone(session: Session, tour: Tour) -> None:
    seminar(session, make_tour(session, 2025), date(2025, 6, 1), 2)
    seminar(session, tour, DAY + timedelta(days=5), 9)
    held = tour_courses(session, tour, FigureFilter(stage=Stage.HELD), now=NOW)
    assert [each.tour.fiscal_year for each in held] == [2025]
    ahead = tour_courses(session, tour, FigureFilter(stage=Stage.AHEAD), now=NOW)
    assert [each.tour.fiscal_year for each in ahead] == [2026, 2025]


def test_who_registered_after_the_day_is_not_in_it(session: Session, tour: Tour) -> None:
    seminar(session, tour, DAY - timedelta(days=3), 1, -1)
    assert course_of(session, tour).reached[0] == 1


def test_without_people_there_is_nothing(session: Session, tour: Tour) -> None:
    seminar(session, tour, DAY)
    seminar(session, tour, DAY + timedelta(days=LOOKED_BACK + 5), LOOKED_BACK + 6)
    assert tour_courses(session, tour, ALL, now=NOW) == []


def test_it_takes_as_many_queries_whatever_there_is(session: Session, tour: Tour) -> None:
    tour_id, needed = tour.id, set()
    for year in (2024, 2025):
        with counted_queries(session) as queries:
            tour_courses(session, session.get_one(Tour, tour_id), ALL, now=NOW)
        needed.add(len(queries))
        seminar(session, make_tour(session, year), date(year, 6, 1), 3)
        seminar(session, session.get_one(Tour, tour_id), DAY, 3)
    assert needed == {5}  # one for the tour itself
