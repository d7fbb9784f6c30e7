"""The one process of a small installation, told to end while it plans."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from seminar_service.work.model import JobState
from tests.processes.conftest import PASSWORD, PLANNER
from tests.processes.planning import planning_job, start_planning, the_plan, wait_for_progress
from tests.processes.running import STOP_SECONDS, Caller, free_port, process, wait_until_served

TOKEN = "k3Jd8_sLq-0ZpW5xVb2nRt7yUe4aGh1c"


@pytest.mark.slow
@pytest.mark.parametrize(
    "tell",
    [
        pytest.param(lambda pid: os.kill(pid, signal.SIGTERM), id="SIGTERM"),
        pytest.param(lambda pid: os.killpg(pid, signal.SIGINT), id="Ctrl-C"),
    ],
)
def test_the_best_plan_so_far_is_kept_and_no_secret_is_logged(
    tell: Callable[[int], None],
    local_environ: dict[str, str],
    connect: Callable[[dict[str, str]], Engine],
    tmp_path: Path,
) -> None:
    engine = connect(local_environ)
    port, log = free_port(), tmp_path / "service.log"
    with process(local_environ, log, "serve", "--port", str(port)) as service:
        wait_until_served(port)
        caller = Caller()
        start_planning(caller, port, engine)
        wait_for_progress(engine, attempt=1)

        tell(service.pid)

        assert service.wait(STOP_SECONDS) == 0
    assert planning_job(engine).state is JobState.DONE
    assert (the_plan(engine).objective_yen or 0) > 0
    lines = log.read_text(encoding="utf-8").splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert {"request", "job_started", "job_done", "worker_stopped"} <= set(events)
    assert PLANNER not in log.read_text(encoding="utf-8")
    assert PASSWORD not in log.read_text(encoding="utf-8")


def test_secret_links_are_logged_without_their_tokens(
    local_environ: dict[str, str], tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "service.log"
    with process(local_environ, log, "serve", "--port", str(port)):
        wait_until_served(port)
        caller = Caller()
        for path in (f"/bids/{TOKEN}", f"/registrations/{TOKEN}", f"/feeds/hosts/{TOKEN}.ics"):
            assert caller.status(port, path) == 404

    text = log.read_text(encoding="utf-8")
    assert "/registrations/[token]" in text
    assert "/feeds/hosts/[token].ics" in text
    assert TOKEN not in text
