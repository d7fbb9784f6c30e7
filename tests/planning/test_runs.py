"""What a worker writes while it plans a tour."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import day_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlanningProgress, PlanningRun
from seminar_service.planning.refusals import Failure, FailureKind
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.runs import (
    begin_run,
    end_with_plan,
    end_without_plan,
    note_progress,
)
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import CheckedPlan, check_plan, instance_document
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.work.context import LeaseLostError
from seminar_service.work.model import JobState
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_run, make_tour
from tests.planning.drafts import LATER, edited
from tests.planning.suggesting import suggest

DAY = date(2026, 10, 6)
FAILURE = Failure(FailureKind.UNDECIDED)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def run(session: Session, tour: Tour) -> PlanningRun:
    instance = {"name": "fy2026", "bids": [{"id": "b1", "place": "23"}]}
    return make_run(session, tour, instance=instance, time_limit_seconds=90, seed=7)


def holds(_: Session) -> None:
    """A job that is still ours."""


def is_lost(_: Session) -> None:
    """A job that is somebody else's by now."""
    raise LeaseLostError


def note(session: Session, run: PlanningRun, cost: int, *, lost: bool = False) -> None:
    note_progress(
        session,
        run.id,
        seconds=1.5,
        objective_yen=cost,
        bound_yen=10,
        phase="search",
        hold=is_lost if lost else holds,
    )


def noted(session: Session) -> list[int | None]:
    return list(session.scalars(select(PlanningProgress.objective_yen)))


def empty_plan(session: Session, tour: Tour) -> CheckedPlan:
    """The valid plan of a tour without bids."""
    document = instance_document(session, tour)
    instance = solver.read_instance(document)
    plan = solver.Plan(instance.name, "optimal", None, None, ())
    cost = solver.check(instance, plan).objective_yen
    checked = check_plan(document, replace(plan, objective_yen=cost, bound_yen=cost))
    session.rollback()
    return checked


def test_a_run_that_is_begun_says_what_is_asked_of_the_planner(
    session: Session, run: PlanningRun
) -> None:
    make_run(session, run.tour, instance={"name": "another"})

    task = begin_run(session, run.job_id, hold=holds)

    assert (task.run_id, task.instance, task.start) == (run.id, run.instance, None)
    assert (task.time_limit_seconds, task.seed) == (90, 7)


@pytest.mark.parametrize("stage", [TourStage.OPEN, TourStage.ARCHIVED])
def test_the_planner_may_propose_the_days_that_could_be_arranged_when_it_was_asked(
    session: Session, run: PlanningRun, stage: TourStage
) -> None:
    run.tour.stage = stage
    session.commit()

    days = begin_run(session, run.job_id, hold=holds).open_days["b1"]

    assert DAY in days
    assert date(2026, 10, 11) not in days  # a Sunday
    assert (min(days) <= day_of(run.created_at)) == (stage is TourStage.ARCHIVED)


def test_the_planner_goes_on_from_the_newest_plan_of_the_tour(
    session: Session, tour: Tour, run: PlanningRun
) -> None:
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    make_plan(session, tour, {})
    make_plan(session, tour, {bid: (DAY, [adviser])})
    make_plan(session, make_tour(session, 2027), {})

    start = begin_run(session, run.job_id, hold=holds).start

    assert start is not None
    assert [each["bid"] for each in start["seminars"]] == [f"b{bid.id}"]


def test_begun_anew_a_run_forgets_how_far_it_had_come_and_no_other_does(
    session: Session, tour: Tour, run: PlanningRun
) -> None:
    other = make_run(session, tour)
    note(session, run, 300)
    note(session, other, 200)

    begin_run(session, run.job_id, hold=holds)

    assert noted(session) == [200]


def test_who_has_lost_the_job_changes_nothing(
    session: Session, tour: Tour, run: PlanningRun
) -> None:
    checked = empty_plan(session, tour)
    note(session, run, 300)
    with pytest.raises(LeaseLostError):
        begin_run(session, run.job_id, hold=is_lost)
    with pytest.raises(LeaseLostError):
        note(session, run, 200, lost=True)
    with pytest.raises(LeaseLostError):
        end_with_plan(session, run.id, checked, finish=is_lost, actor=SYSTEM, now=NOW)
    with pytest.raises(LeaseLostError):
        end_without_plan(session, run.id, FAILURE, finish=is_lost, actor=SYSTEM, now=NOW)

    session.refresh(run)
    assert noted(session) == [300]
    assert (run.plan_id, run.failure) == (None, None)
    assert session.scalars(select(Plan)).all() == []


def test_a_run_ends_with_its_plan(session: Session, tour: Tour, run: PlanningRun) -> None:
    key = end_with_plan(
        session, run.id, empty_plan(session, tour), finish=holds, actor=SYSTEM, now=NOW
    )

    session.refresh(run)
    assert run.plan_id == key
    assert session.get_one(Plan, key).tour_id == tour.id


def test_why_there_is_no_plan_is_kept(session: Session, run: PlanningRun) -> None:
    end_without_plan(session, run.id, FAILURE, finish=holds, actor=SYSTEM, now=NOW)

    session.refresh(run)
    assert run.failure is not None
    assert Failure.read(run.failure) == FAILURE
    assert run.plan_id is None


def test_a_job_without_a_run_cannot_be_begun(session: Session) -> None:
    with pytest.raises(NotFound):
        begin_run(session, 4711, hold=holds)


def test_a_run_of_a_draft_goes_on_from_what_was_suggested_for_the_same(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    def start() -> list[str]:
        run = session.get_one(
            PlanningRun,
            plan_again(session, draft.id, ReplanKind.REST, Selection(), 30, actor=SYSTEM, now=NOW),
        )
        task = begin_run(session, run.job_id, hold=holds)
        run.job.state = JobState.DONE
        session.commit()
        assert task.of_draft
        assert task.start is not None
        return [each["date"] for each in task.start["seminars"]]

    later = Held(LATER, (adviser.id,))
    assert start() == [DAY.isoformat()]
    suggest(session, draft.id, {osaka.id: later})
    assert start() == [LATER.isoformat()]
    edited(session, draft, osaka, None)
    assert start() == []
