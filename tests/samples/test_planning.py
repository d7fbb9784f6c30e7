"""Letting the planner work, and waiting for it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.model import PlanningRun
from seminar_service.samples.planning import PAUSE_SECONDS, Planner, SampleNotPlanned
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_tour


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def tour(session: Session) -> Tour:
    tour = make_tour(session)
    make_adviser(session, tour)
    make_bid(session, tour)
    return tour


def ended(session: Session, state: JobState, *, with_plan: bool) -> None:
    """What a worker does meanwhile."""
    run = session.scalars(select(PlanningRun)).one()
    run.job.state = state
    if with_plan:
        run.plan = make_plan(session, run.tour, {})
    session.commit()


def test_the_plan_of_the_run_is_waited_for(session: Session, tour: Tour) -> None:
    waits: list[float] = []

    def work(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            ended(session, JobState.DONE, with_plan=True)

    plan_id = Planner(5, sleep=work).plan(session, tour.id, now=NOW)

    run = session.scalars(select(PlanningRun)).one()
    assert (run.plan_id, run.time_limit_seconds) == (plan_id, 5)
    assert waits == [PAUSE_SECONDS] * 3


def test_a_run_that_ends_without_a_plan_is_told(session: Session, tour: Tour) -> None:
    planner = Planner(5, sleep=lambda _: ended(session, JobState.FAILED, with_plan=False))

    with pytest.raises(SampleNotPlanned):
        planner.plan(session, tour.id, now=NOW)


def test_nobody_is_waited_for_without_end(session: Session, tour: Tour) -> None:
    assert tour.first_day > date(2000, 1, 1)
    waits: list[float] = []

    with pytest.raises(SampleNotPlanned, match="not ended in time"):
        Planner(5, patience_seconds=2, sleep=waits.append).plan(session, tour.id, now=NOW)

    assert sum(waits) == pytest.approx(2)
