"""What the public reads."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.seminars import public
from seminar_service.seminars.publicity import Standing
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

DAY = date(2026, 10, 6)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


def test_the_front_page_is_about_the_latest_open_tour(session: Session) -> None:
    assert public.current_tour(session) is None
    for year, stage in (
        (2024, TourStage.OPEN),
        (2025, TourStage.OPEN),
        (2026, TourStage.ARCHIVED),
        (2027, TourStage.PREPARATION),
    ):
        make_tour(session, year, stage=stage)

    current = public.current_tour(session)

    assert current is not None
    assert current.fiscal_year == 2025
    found = [public.tour_of_year(session, year) for year in (2026, 2027, 2028)]
    assert [each and each.fiscal_year for each in found] == [2026, None, None]


def test_seminars_are_listed_by_day_and_time_without_what_nobody_knows_of(
    session: Session, tour: Tour
) -> None:
    bid = make_bid(session, tour)
    gone = make_seminar(session, bid, state=SeminarState.CANCELLED, announced_at=NOW, day=DAY)
    make_seminar(session, bid, state=SeminarState.CANCELLED, day=DAY)
    after = make_seminar(session, bid, day=DAY + timedelta(days=1))
    early = make_seminar(session, make_bid(session, tour), day=DAY, starts_at=time(9))
    for state in (SeminarState.TENTATIVE, SeminarState.CONFIRMED):
        make_seminar(session, make_bid(session, tour), state=state)
    make_seminar(session, make_bid(session, make_tour(session, 2027)))

    found = public.seminars_of(session, tour, now=NOW)

    assert [each.seminar for each in found] == [early, gone, after]
    assert [(each.over, each.takes_people) for each in found] == [
        (False, True),
        (True, False),
        (False, True),
    ]


def test_a_full_seminar_takes_people_for_its_waiting_list(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour, capacity=1))
    make_registration(session, seminar)

    (found,) = public.seminars_of(session, tour, now=NOW)

    assert (found.standing, found.takes_people) == (Standing.FULL, True)


def test_a_seminar_is_closed_once_it_begins_and_over_once_it_ends(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), day=DAY)

    def at(hour: int, minute: int) -> tuple[Standing, bool]:
        now = datetime.fromisoformat(f"2026-10-06T{hour:02}:{minute:02}:00+09:00")
        found = public.seminar(session, seminar.public_id, now=now)
        assert found is not None
        return found.standing, found.over

    assert at(13, 29) == (Standing.OPEN, False)
    assert at(13, 30) == at(16, 29) == (Standing.CLOSED, False)
    assert at(16, 30) == (Standing.CLOSED, True)


def test_one_seminar_is_found_by_its_address_if_the_public_knows_of_it(
    session: Session, tour: Tour
) -> None:
    known = make_seminar(session, make_bid(session, tour))
    unknown = make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED)

    found = public.seminar(session, known.public_id, now=NOW)

    assert found is not None
    assert found.seminar == known
    assert public.seminar(session, unknown.public_id, now=NOW) is None


def test_the_archive_counts_what_was_held_in_how_many_prefectures(session: Session) -> None:
    make_tour(session)
    earlier, later = (make_tour(session, each, stage=TourStage.ARCHIVED) for each in (2023, 2024))
    for place in ("13", "13", "23"):
        bid = make_bid(session, later, place=place)
        make_seminar(session, bid, state=SeminarState.CANCELLED, announced_at=NOW)
        make_seminar(session, bid, state=SeminarState.HELD)

    found = public.archived_tours(session)

    assert [(each.tour, each.seminars, each.prefectures) for each in found] == [
        (later, 3, 2),
        (earlier, 0, 0),
    ]


def test_three_queries_are_enough_for_a_tour_and_for_a_seminar(
    session: Session, tour: Tour
) -> None:
    for _ in range(3):
        team = [make_adviser(session), make_adviser(session)]
        seminar = make_seminar(session, make_bid(session, tour), team=team)
    key, public_id = tour.id, seminar.public_id

    with counted_queries(session) as queries:
        found = public.seminars_of(session, session.get_one(Tour, key), now=NOW)
        assert all(each.seminar.topics and each.seminar.team[0].adviser.name for each in found)
    assert len(queries) == 1 + 3

    with counted_queries(session) as queries:
        one = public.seminar(session, public_id, now=NOW)
        assert one is not None
        assert one.seminar.tour.fiscal_year
    assert len(queries) == 3
