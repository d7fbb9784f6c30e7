"""Runs of the planner, while they go on and afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.planning.model import PlanningProgress
from seminar_service.planning.queries.runs import RunView, planning_run
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import NOW, make_plan, make_run
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def seen(session: Session, tour: Tour, *progress: tuple[int | None, int], **values: Any) -> RunView:
    run = make_run(session, tour, **values)
    for seconds, (objective, bound) in enumerate(progress):
        run.progress.append(
            PlanningProgress(
                seconds=seconds, objective_yen=objective, bound_yen=bound, phase=f"phase {seconds}"
            )
        )
    session.commit()
    return planning_run(session, run.id)


def test_nothing_is_known_before_the_first_improvement(session: Session, tour: Tour) -> None:
    view = seen(session, tour)

    assert (view.objective_yen, view.bound_yen, view.gap_yen, view.phase) == (None, None, None, "")


def test_while_it_goes_on_the_last_improvement_counts(session: Session, tour: Tour) -> None:
    view = seen(session, tour, (None, 50), (200, 100), (180, 135))

    assert (view.objective_yen, view.bound_yen, view.phase) == (180, 135, "phase 2")
    assert (view.gap_yen, view.gap_share) == (45, 0.25)


def test_once_there_is_a_plan_that_counts(session: Session, tour: Tour) -> None:
    plan = make_plan(session, tour, {}, objective_yen=150, bound_yen=150)

    view = seen(session, tour, (180, 135), plan=plan)

    assert (view.objective_yen, view.bound_yen, view.gap_yen) == (150, 150, 0)


@pytest.mark.parametrize(
    ("state", "waiting", "under_way"),
    [
        (JobState.QUEUED, True, True),
        (JobState.RUNNING, False, True),
        (JobState.DONE, False, False),
        (JobState.FAILED, False, False),
        (JobState.WITHDRAWN, False, False),
    ],
)
def test_a_run_waits_goes_on_or_has_ended_as_its_job_has(
    session: Session, tour: Tour, state: JobState, waiting: bool, under_way: bool
) -> None:
    view = seen(session, tour, job_state=state, job_stop_requested=True)

    assert (view.waiting, view.under_way, view.stopping) == (waiting, under_way, under_way)


def test_a_run_that_goes_on_has_lasted_until_now_but_not_beyond_its_limit(
    session: Session, tour: Tour
) -> None:
    view = seen(session, tour, time_limit_seconds=60)

    assert view.seconds(NOW + timedelta(seconds=20)) == 20
    assert view.seconds(NOW + timedelta(hours=1)) == 60
    assert view.seconds(NOW - timedelta(seconds=1)) == 0


def test_a_run_that_has_ended_lasted_until_then(session: Session, tour: Tour) -> None:
    ended = NOW + timedelta(seconds=42)

    view = seen(session, tour, job_state=JobState.DONE, job_ended_at=ended)

    assert view.seconds(NOW + timedelta(days=9)) == 42


def test_two_queries_are_enough_and_progress_is_that_of_the_run(
    session: Session, tour: Tour
) -> None:
    seen(session, tour, (1, 0), (2, 0))
    key = seen(session, tour, (4, 0), (3, 0), plan=make_plan(session, tour, {})).run.id

    with counted_queries(session) as queries:
        view = planning_run(session, key)
        assert [each.objective_yen for each in view.progress] == [4, 3]
        assert view.run.tour.fiscal_year == 2026
        assert view.bound_yen is not None
        assert view.under_way

    assert len(queries) == 2


def test_a_run_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        planning_run(session, 4711)


def test_a_run_that_was_taken_out_of_the_queue_says_so(session: Session, tour: Tour) -> None:
    assert seen(session, tour, job_state=JobState.WITHDRAWN).taken_out
    assert not seen(session, tour).taken_out
