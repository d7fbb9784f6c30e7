"""Tours begin with what usually holds, and are changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours import services as tours
from seminar_service.tours.calendar_days import DayRange
from seminar_service.tours.model import ClosedPeriod, Tour
from seminar_service.tours.services import SETTINGS, Closed, TourSettings
from seminar_service.tours.stages import StageContradicted
from seminar_service.tours.values import TourStage
from tests import histories

STAFF = Actor(ActorKind.ORGANISER)
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def settings_of(tour: Tour) -> TourSettings:
    return TourSettings(**{name: getattr(tour, name) for name in SETTINGS}, closed_periods=[])


def test_a_tour_begins_in_private_with_the_days_of_its_fiscal_year(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    assert tour.stage is TourStage.PREPARATION
    assert (tour.first_day, tour.last_day) == (date(2027, 4, 1), date(2028, 3, 31))
    assert tour.name_ja == "令和9年度 知財戦略巡回セミナー"
    assert (tour.call_opens_on, tour.call_closes_on) == (date(2026, 12, 1), date(2027, 2, 28))


def test_obon_and_the_years_turn_are_closed_from_the_beginning(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    assert [(each.name_en, each.first_day, each.last_day) for each in tour.closed_periods] == [
        ("Obon", date(2027, 8, 12), date(2027, 8, 16)),
        ("New Year holidays", date(2027, 12, 29), date(2028, 1, 3)),
    ]


def test_a_late_call_begins_in_a_week_and_lasts_six(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2026), actor=STAFF, now=NOW)
    assert (tour.call_opens_on, tour.call_closes_on) == (date(2026, 6, 8), date(2026, 7, 20))


def test_a_tour_is_created_once(session: Session) -> None:
    tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    with pytest.raises(tours.TourExists):
        tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)


def test_a_fiscal_year_has_several_tours_of_different_names(session: Session) -> None:
    first = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    second = tours.create_tour(session, TourCode(2027, 2), actor=STAFF, now=NOW)

    assert (first.fiscal_year, second.fiscal_year) == (2027, 2027)
    assert second.name_ja == "令和9年度 知財戦略巡回セミナー 2"
    assert second.name_en == "IP Strategy Seminar Tour 2027 2"


def test_a_change_sets_everything_and_moves_the_calendar(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    changed = replace(
        settings_of(tour),
        name_ja="試験巡回",
        stage=TourStage.OPEN,
        day_start=time(7),
        travel_budget_yen=900_000,
        max_seminars_per_day=None,
        closed_periods=[
            Closed("創立記念日", "Anniversary", DayRange(date(2027, 6, 1), date(2027, 6, 1)))
        ],
    )
    tours.change_tour(session, tour.id, changed, version=None, actor=STAFF, now=LATER)
    assert (tour.name_ja, tour.stage, tour.day_start) == ("試験巡回", TourStage.OPEN, time(7))
    assert (tour.travel_budget_yen, tour.max_seminars_per_day) == (900_000, None)
    assert [each.name_en for each in tour.closed_periods] == ["Anniversary"]
    assert session.scalar(select(func.count()).select_from(ClosedPeriod)) == 1
    assert tour.calendar_changed_at == LATER


def test_a_stage_that_contradicts_what_holds_changes_nothing(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    early = replace(settings_of(tour), name_ja="試験巡回", stage=TourStage.ARCHIVED)
    with pytest.raises(StageContradicted):
        tours.change_tour(session, tour.id, early, version=None, actor=STAFF, now=NOW)
    assert (tour.stage, tour.version) == (TourStage.PREPARATION, 1)
    assert tour.name_ja != "試験巡回"


def test_a_tour_that_is_not_there_is_not_changed(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        tours.change_tour(session, 99, settings_of(tour), version=None, actor=STAFF, now=NOW)


def test_the_history_tells_who_created_and_changed_a_tour(session: Session) -> None:
    tour = tours.create_tour(session, TourCode(2027), actor=STAFF, now=NOW)
    tours.change_tour(session, tour.id, settings_of(tour), version=1, actor=STAFF, now=LATER)
    assert [histories.facts(line) for line in histories.lines(session)] == [
        histories.told(HistoryKind.TOUR_ADDED, SubjectKind.TOUR, tour.id, STAFF, NOW),
        histories.told(HistoryKind.EDITED, SubjectKind.TOUR, tour.id, STAFF, LATER, version=2),
    ]
