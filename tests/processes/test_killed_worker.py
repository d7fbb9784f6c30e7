"""Two web and two worker processes on PostgreSQL; one of them dies in the middle of planning."""

import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from seminar_service.planning.model import PlanningRun
from seminar_service.work.model import JobState
from tests.browser.waiting import wait_for
from tests.processes.planning import planning_job, start_planning, the_plan, wait_for_progress
from tests.processes.running import Caller, free_port, process, wait_until_served


@pytest.mark.postgresql
@pytest.mark.slow
def test_planning_is_taken_up_by_the_other_worker_and_finished_once(
    shared_environ: dict[str, str], connect: Callable[[dict[str, str]], Engine], tmp_path: Path
) -> None:
    engine = connect(shared_environ)
    first, second = free_port(), free_port()
    with ExitStack() as running:
        for port in (first, second):
            serve = ("serve", "--port", str(port), "--processes", "1")
            running.enter_context(process(shared_environ, tmp_path / f"web-{port}.log", *serve))
        started = [
            running.enter_context(process(shared_environ, tmp_path / f"worker-{n}.log", "worker"))
            for n in (1, 2)
        ]
        workers = {worker.pid: worker for worker in started}
        wait_until_served(first)
        wait_until_served(second)
        planner = Caller()
        page = start_planning(planner, first, engine)
        wait_for_progress(engine, attempt=1)

        victim = workers[int(str(planning_job(engine).leased_by).split(":")[1])]
        victim.send_signal(signal.SIGKILL)
        wait_for_progress(engine, attempt=2)
        planner.send(second, f"{page}/stop", page)
        wait_for(lambda: planning_job(engine).state is JobState.DONE, "the end of planning")

        plan = the_plan(engine)
        assert victim.wait() == -signal.SIGKILL
        assert planner.read(second, page).find("a", href=f"/organiser/plans/{plan.id}") is not None

    assert planning_job(engine).attempt == 2
    assert (plan.objective_yen or 0) >= plan.bound_yen >= 0
    with Session(engine) as session:
        assert session.scalars(select(PlanningRun.plan_id)).all() == [plan.id]
