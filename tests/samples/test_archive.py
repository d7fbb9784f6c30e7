"""The tour of fiscal year 2015 as an archive."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.states import PlanState
from seminar_service.samples import archive, words
from seminar_service.samples.planning import Planner
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_plan


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_loaded_twice_it_is_there_once_as_it_was_held(session: Session) -> None:
    first = archive.load(session, now=NOW)
    again = archive.load(session, now=NOW)

    assert {key: row.id for key, row in again.items()} == {
        key: row.id for key, row in first.items()
    }
    assert {key: row.name for key, row in first.items()} == {
        key: name for key, (name, *_) in words.ADVISERS.items()
    }
    assert session.scalar(select(func.count()).select_from(Adviser)) == len(words.ADVISERS)
    tour = session.scalars(select(Tour)).one()
    plan = session.scalars(select(Plan)).one()
    assert tour.stage is TourStage.ARCHIVED
    assert (plan.origin, plan.state) == (PlanOrigin.RECORD, PlanState.RELEASED)
    seminars = session.scalars(select(Seminar)).all()
    assert {seminar.state for seminar in seminars} == {SeminarState.HELD}
    assert {seminar.bid_id: seminar.day for seminar in seminars} == {
        planned.bid_id: planned.day for planned in plan.seminars
    }


def test_it_is_planned_again_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.load(session, now=NOW)
    asked: list[int] = []

    def plan(_planner: Planner, _session: Session, tour_id: int, **_: object) -> int:
        asked.append(tour_id)
        return make_plan(session, session.get_one(Tour, tour_id), {}).id

    monkeypatch.setattr(Planner, "plan", plan)
    for _ in range(2):
        archive.plan_again(session, Planner(5))

    assert len(asked) == 1
