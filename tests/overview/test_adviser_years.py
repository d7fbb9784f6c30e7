"""What an adviser sees of the own year."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.overview.adviser_years import adviser_year
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan, make_seminar, make_tour
from tests.planning.documents import trip_document
from tests.statements import counted_queries

TODAY = date(2026, 10, 6)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def given(session: Session, tour: Tour, adviser: Adviser, day: date, **values: Any) -> Seminar:
    return make_seminar(session, make_bid(session, tour), team=[adviser], day=day, **values)


def days(own: tuple[Any, ...]) -> list[date]:
    return [each.seminar.day for each in own]


def test_what_is_ahead_begins_with_the_next_and_what_is_past_with_the_last(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    for day in (TOMORROW, date(2026, 5, 1), TODAY, YESTERDAY):
        given(session, tour, adviser, day)

    year = adviser_year(session, adviser.id, TODAY)

    assert days(year.ahead) == [TODAY, TOMORROW]
    assert days(year.past) == [YESTERDAY, date(2026, 5, 1)]


def test_seminars_of_colleagues_are_theirs_and_colleagues_are_named(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    colleague = make_adviser(session, tour)
    given(session, tour, colleague, TOMORROW)
    both = make_seminar(session, make_bid(session, tour), team=[colleague, adviser], day=TODAY)

    (own,) = adviser_year(session, adviser.id, TODAY).ahead

    assert own.seminar == both
    assert own.member.adviser == adviser
    assert own.others == (colleague,)


def test_seminars_of_every_tour_are_there(session: Session, tour: Tour, adviser: Adviser) -> None:
    given(session, tour, adviser, TODAY)
    next_year = make_tour(session, 2027)
    later = date(2027, 5, 1)
    given(session, next_year, adviser, later)

    assert days(adviser_year(session, adviser.id, TODAY).ahead) == [TODAY, later]


def test_a_cancelled_seminar_is_shown_beside_its_successor_if_the_public_knew_of_it(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour)
    for announced_at in (None, tour.created_at):
        make_seminar(
            session,
            bid,
            team=[adviser],
            day=TODAY,
            state=SeminarState.CANCELLED,
            announced_at=announced_at,
        )
    standing = make_seminar(session, bid, team=[adviser], day=TOMORROW)

    ahead = adviser_year(session, adviser.id, TODAY).ahead

    assert [each.seminar.stands for each in ahead] == [False, True]
    assert ahead[1].seminar == standing


def test_only_what_can_still_be_answered_waits_for_an_answer(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    asked = given(session, tour, adviser, TODAY, state=SeminarState.TENTATIVE)
    agreed = given(session, tour, adviser, TODAY, state=SeminarState.TENTATIVE)
    agreed.team[0].confirmation = ConfirmationState.CONFIRMED
    moved = given(session, tour, adviser, TODAY)
    moved.team[0].confirmation = ConfirmationState.ASKED
    given(session, tour, adviser, TODAY)
    gone = given(session, tour, adviser, TODAY, state=SeminarState.CANCELLED)
    gone.team[0].confirmation = ConfirmationState.ASKED
    gone.announced_at = tour.created_at
    given(session, tour, adviser, YESTERDAY, state=SeminarState.TENTATIVE)
    session.commit()

    year = adviser_year(session, adviser.id, TODAY)

    assert len(year.ahead) == 5
    assert [each.seminar for each in year.waiting] == [asked, moved]
    assert [each.seminar for each in year.ahead if each.can_answer] == [asked, agreed, moved]


def test_an_answer_is_to_the_version_that_was_seen(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    seminar = given(session, tour, adviser, TODAY, state=SeminarState.TENTATIVE)
    (own,) = adviser_year(session, adviser.id, TODAY).ahead
    before = own.question_mark

    seminar.version += 1

    assert own.question_mark != before


def test_journeys_are_those_of_the_released_plans_that_have_not_ended(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    other = make_adviser(session, tour)
    documents = {
        str(adviser.id): [
            trip_document(TOMORROW, TOMORROW, leaves_at=time(9)),
            trip_document(YESTERDAY, TODAY),
            trip_document(YESTERDAY, YESTERDAY),
        ],
        str(other.id): [trip_document(date(2026, 11, 1), date(2026, 11, 1))],
    }
    make_plan(session, tour, {}, state=PlanState.RELEASED, itineraries=documents)
    for state in set(PlanState) - {PlanState.RELEASED}:
        make_plan(session, tour, {}, state=state, itineraries=documents)
    next_year = make_tour(session, 2027)
    more = {str(adviser.id): [trip_document(date(2027, 5, 1), date(2027, 5, 2))]}
    make_plan(session, next_year, {}, state=PlanState.RELEASED, itineraries=more)

    trips = adviser_year(session, adviser.id, TODAY).trips

    assert [(trip.departs, trip.returns) for trip in trips] == [
        (YESTERDAY, TODAY),
        (TOMORROW, TOMORROW),
        (date(2027, 5, 1), date(2027, 5, 2)),
    ]


def test_five_queries_are_enough_however_full_the_year(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    for _ in range(4):
        make_seminar(session, make_bid(session, tour), team=[adviser, make_adviser(session)])
    number = adviser.id

    with counted_queries(session) as queries:
        year = adviser_year(session, number, date(2026, 1, 1))
        assert all(each.others[0].name for each in year.ahead)

    assert len(queries) <= 5


def test_an_adviser_who_does_not_exist_has_no_year(session: Session) -> None:
    with pytest.raises(NotFound):
        adviser_year(session, 4711, TODAY)
