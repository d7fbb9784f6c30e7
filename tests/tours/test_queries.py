"""The tour that the staff works on."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.queries import all_tours, fiscal_years, tour_at_work, tour_of
from seminar_service.tours.values import TourStage
from tests.factories import make_tour
from tests.statements import counted_queries

DAY, TODAY = date(2026, 4, 1), date(2026, 6, 1)
PAST = {"first_day": DAY, "last_day": DAY, "call_opens_on": DAY, "call_closes_on": DAY}


def test_without_a_tour_there_is_nothing_to_work_on(sqlite_session: Session) -> None:
    assert tour_at_work(sqlite_session, TODAY) is None
    assert fiscal_years(sqlite_session) == set()


@pytest.mark.parametrize("stage", [TourStage.PREPARATION, TourStage.OPEN])
def test_the_latest_tour_that_is_not_archived_is_at_work(
    sqlite_session: Session, stage: TourStage
) -> None:
    for fiscal_year in (2024, 2027):
        make_tour(sqlite_session, fiscal_year, stage=TourStage.ARCHIVED)
    for fiscal_year in (2026, 2025):
        make_tour(sqlite_session, fiscal_year, stage=stage, **PAST)

    found = tour_at_work(sqlite_session, TODAY)

    assert found is not None
    assert found.fiscal_year == 2026


def test_a_tour_that_runs_is_at_work_before_a_later_one_that_is_prepared(
    sqlite_session: Session,
) -> None:
    running = PAST | {"last_day": TODAY}
    make_tour(sqlite_session, 2026, stage=TourStage.OPEN, **running)
    make_tour(sqlite_session, 2027, stage=TourStage.PREPARATION, **PAST)

    found = tour_at_work(sqlite_session, TODAY)

    assert found is not None
    assert found.fiscal_year == 2026


def test_a_tour_whose_call_is_open_is_at_work_before_one_that_runs(
    sqlite_session: Session,
) -> None:
    make_tour(sqlite_session, 2026, stage=TourStage.OPEN, **PAST | {"last_day": TODAY})
    calling = PAST | {"call_closes_on": TODAY}
    make_tour(sqlite_session, 2025, stage=TourStage.PREPARATION, **calling)
    make_tour(sqlite_session, 2024, stage=TourStage.ARCHIVED, **calling)

    found = tour_at_work(sqlite_session, TODAY)

    assert found is not None
    assert found.fiscal_year == 2025


def test_where_all_are_archived_the_latest_is_looked_at(sqlite_session: Session) -> None:
    for fiscal_year in (2024, 2026, 2025):
        make_tour(sqlite_session, fiscal_year, stage=TourStage.ARCHIVED)

    found = tour_at_work(sqlite_session, TODAY)

    assert found is not None
    assert found.fiscal_year == 2026


def test_a_tour_is_found_by_its_code(sqlite_session: Session) -> None:
    first, second = make_tour(sqlite_session), make_tour(sqlite_session, programme=2)

    assert tour_of(sqlite_session, TourCode(2026)) is first
    assert tour_of(sqlite_session, TourCode(2026, 2)) is second
    for code in (TourCode(2026, 3), TourCode(2027, 2), TourCode(2027)):
        with pytest.raises(NotFound):
            tour_of(sqlite_session, code)


def test_all_tours_are_in_the_order_of_their_years_the_last_first(sqlite_session: Session) -> None:
    for year, programme in ((2025, 1), (2026, 2), (2026, 1)):
        make_tour(sqlite_session, year, programme=programme)

    codes = [str(tour.code) for tour in all_tours(sqlite_session)]

    assert codes == ["2026", "2026-2", "2025"]


def test_all_fiscal_years_with_a_tour_are_known_by_one_query(sqlite_session: Session) -> None:
    make_tour(sqlite_session, 2025, stage=TourStage.ARCHIVED)
    make_tour(sqlite_session, 2026)

    with counted_queries(sqlite_session) as queries:
        assert fiscal_years(sqlite_session) == {2025, 2026}
    assert len(queries) == 1
