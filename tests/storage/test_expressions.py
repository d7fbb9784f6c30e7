"""Expressions that each database has its own words for."""

from datetime import date

from sqlalchemy import Date, literal, select
from sqlalchemy.orm import Session

from seminar_service.seminars.states import SeminarState
from seminar_service.storage.expressions import month_of, one_of
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_tour


def test_a_month_is_told_by_its_year_and_number_on_every_database(session: Session) -> None:
    days = [date(2026, 1, 1), date(2026, 12, 31), date(999, 4, 5)]
    found = [session.scalar(select(month_of(literal(day, Date)))) for day in days]
    assert found == ["2026-01", "2026-12", "0999-04"]


def test_one_of_some_values_is_each_of_them_and_nothing_else(session: Session) -> None:
    for year, stage in ((2025, TourStage.ARCHIVED), (2026, TourStage.OPEN)):
        make_tour(session, year, stage=stage)
    make_tour(session, 2027, stage=TourStage.PREPARATION)

    wanted = one_of(Tour.stage, {TourStage.ARCHIVED, TourStage.OPEN})

    found = session.scalars(select(Tour.fiscal_year).where(wanted).order_by(Tour.fiscal_year))
    assert list(found) == [2025, 2026]
    assert "IN" not in str(select(Tour.id).where(one_of(Tour.stage, set(SeminarState))))
