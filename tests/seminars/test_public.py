"""What the public reads."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.tour_codes import TourCode
from seminar_service.seminars import public
from seminar_service.seminars.model import Seminar
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


def test_the_public_knows_of_a_tour_once_it_is_open_or_something_of_it_is_announced(
    session: Session,
) -> None:
    for year, stage in (
        (2024, TourStage.ARCHIVED),
        (2027, TourStage.PREPARATION),
        (2026, TourStage.OPEN),
        (2028, TourStage.PREPARATION),
    ):
        tour = make_tour(session, year, stage=stage)
    make_seminar(session, make_bid(session, tour))

    found = public.tours(session)

    assert [each.fiscal_year for each in found.known] == [2024, 2026, 2028]
    assert [each.fiscal_year for each in found.hidden] == [2027]
    assert found.of_code(TourCode(2027)) is None
    assert found.of_code(TourCode(2028)) == found.by_key()[tour.id]
    assert found.by_key()[tour.id].name("ja") == tour.name_ja


def test_the_call_of_a_tour_in_preparation_is_open_to_hosts(session: Session) -> None:
    make_tour(session, stage=TourStage.PREPARATION)
    found = public.tours(session)
    assert found.take_bids(date(2026, 6, 1))
    assert not found.take_bids(date(2026, 12, 21))


def test_current_are_tours_that_are_not_archived_and_what_is_still_to_come_of_those_that_are(
    session: Session, tour: Tour
) -> None:
    archived = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    rows = [
        make_seminar(session, make_bid(session, of), state=state)
        for of in (tour, archived)
        for state in (SeminarState.ANNOUNCED, SeminarState.HELD)
    ]
    found = session.scalars(select(Seminar).where(public.of_current_tours())).all()
    assert set(found) == {rows[0], rows[1], rows[2]}


def test_a_full_seminar_takes_people_for_its_waiting_list(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour, capacity=1))
    make_registration(session, seminar)

    found = public.seminar(session, seminar.public_id, now=NOW)

    assert found is not None
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


def test_one_query_is_enough_for_a_seminar(session: Session, tour: Tour) -> None:
    team = [make_adviser(session), make_adviser(session)]
    public_id = make_seminar(session, make_bid(session, tour), team=team).public_id

    with counted_queries(session) as queries:
        one = public.seminar(session, public_id, now=NOW)
        assert one is not None
        assert one.seminar.tour.fiscal_year
        assert one.seminar.topics
        assert [member.adviser.name for member in one.seminar.team]
    assert len(queries) == 1
