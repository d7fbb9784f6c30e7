"""Plans a tour: the solver works in a thread, and what it reports goes to the run's row."""

import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

import solver
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning import runs as planning_runs
from seminar_service.planning import suggestions
from seminar_service.planning.refusals import Failure
from seminar_service.planning.runs import PlanningTask
from seminar_service.planning.services import PLAN_TOUR
from seminar_service.planning.solver_io import (
    check_plan,
    failure_of,
    failure_of_invalid,
    failure_of_undecided,
)
from seminar_service.work.context import JobContext

KIND: Final = PLAN_TOUR
BEAT_SECONDS: Final = 0.5
MOST_THREADS: Final = 8

log = structlog.get_logger(__name__)


class _Notice:
    """The planner's latest word, put down by its thread and taken up by the worker's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: solver.Progress | None = None

    def post(self, progress: solver.Progress) -> None:
        """Put down a word; one that nobody took is forgotten."""
        with self._lock:
            self._latest = progress

    def take(self) -> solver.Progress | None:
        """Return the latest word once, None where there is no new one."""
        with self._lock:
            latest, self._latest = self._latest, None
            return latest


def plan_tour(context: JobContext) -> None:
    """Plan the tour of the job's run and save what is found.

    Asked to stop, it saves the best plan so far. Taken up again after a worker died, it begins
    anew; a plan is saved together with the end of the job, so there is never a second one. What is
    found for a draft is saved as a suggestion.

    Raises:
        PlanContradictsRules: The checker does not agree with the plan; nothing is saved.
    """
    with context.session_factory() as session:
        task = planning_runs.begin_run(session, context.job_id, hold=context.hold)
    try:
        instance = solver.read_instance(task.instance)
    except solver.InvalidInstance as error:
        _end_without_plan(context, task, failure_of_invalid(error))
        return
    try:
        plan = _solve(context, task, instance)
    except solver.Undecided as error:
        _end_without_plan(context, task, failure_of_undecided(error))
        return
    if plan.collision is not None:
        _end_without_plan(context, task, failure_of(plan.collision))
        return
    checked = check_plan(task.instance, plan)
    end = suggestions.end_with_suggestion if task.of_draft else planning_runs.end_with_plan
    with context.session_factory() as session:
        end(
            session,
            task.run_id,
            checked,
            finish=context.finish,
            actor=SYSTEM,
            now=context.now(),
        )


def _solve(context: JobContext, task: PlanningTask, instance: solver.Instance) -> solver.Plan:
    """Let the solver work in a thread of its own, so that no report waits for the database."""
    notice = _Notice()
    options = solver.SolveOptions(
        time_limit_seconds=task.time_limit_seconds,
        workers=min(os.cpu_count() or 1, MOST_THREADS),
        seed=task.seed,
        charges_compiling=False,
    )
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="planner") as pool:
        future = pool.submit(
            solver.solve,
            instance,
            options,
            start=None if task.start is None else solver.read_plan(task.start),
            on_progress=notice.post,
            should_stop=context.should_stop,
            open_days=task.open_days,
        )
        while not _has_ended(future):
            _note(context, task, notice)
        _note(context, task, notice)
        return future.result()


def _has_ended(future: Future[solver.Plan]) -> bool:
    return bool(wait([future], timeout=BEAT_SECONDS).done)


def _note(context: JobContext, task: PlanningTask, notice: _Notice) -> None:
    """Save the planner's latest word. Planning goes on where the database is away meanwhile."""
    progress = notice.take()
    if progress is None:
        return
    try:
        with context.session_factory() as session:
            planning_runs.note_progress(
                session,
                task.run_id,
                seconds=progress.seconds,
                objective_yen=progress.objective_yen,
                bound_yen=progress.bound_yen,
                phase=progress.phase,
                hold=context.hold,
            )
    except SQLAlchemyError as error:
        log.warning("progress_not_saved", job=context.job_id, error=type(error).__name__)


def _end_without_plan(context: JobContext, task: PlanningTask, failure: Failure) -> None:
    with context.session_factory() as session:
        planning_runs.end_without_plan(
            session,
            task.run_id,
            failure,
            finish=context.finish,
            actor=SYSTEM,
            now=context.now(),
        )
