"""The page of a run outlives what works behind it: a worker that is killed, a service that ends."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.storage.engine import make_engine
from seminar_service.tours.model import Tour
from tests.browser import steps
from tests.browser.groundwork import PASSWORD, PLANNER
from tests.browser.service import Installation, Service
from tests.browser.visitor import Visitor
from tests.browser.waiting import PATIENCE_SECONDS
from tests.processes.conftest import fill
from tests.processes.planning import planning_job, wait_for_progress
from tests.processes.running import process, wait_until_served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAIT_MS = PATIENCE_SECONDS * 1000
Command = Callable[..., AbstractContextManager[Popen[bytes]]]


@pytest.fixture
def engine(installation: Installation) -> Iterator[Engine]:
    """The database of a tour that takes some seconds to plan."""
    installation.environ["SEMINAR_JOB_LEASE_SECONDS"] = "3"
    installation.command(
        "user", "add", PLANNER, "--role", "planner", "--password-stdin", given=PASSWORD + "\n"
    )
    engine = make_engine(installation.database_url)
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def service(installation: Installation) -> Service:
    """Where the service will be, once a test has started it."""
    return Service(installation)


@pytest.fixture
def command(installation: Installation, tmp_path: Path) -> Command:
    """Runs a command of the service until a block ends."""

    def run(name: str, *arguments: str) -> AbstractContextManager[Popen[bytes]]:
        return process(installation.environ, tmp_path / f"{name}.log", name, *arguments)

    return run


def test_a_run_goes_on_after_its_worker_and_the_service_were_lost(
    engine: Engine,
    installation: Installation,
    command: Command,
    visit: Callable[[Locale], Visitor],
) -> None:
    serve = "serve", "--port", str(installation.port), "--without-worker"
    planner = visit(Locale.EN)
    with command(*serve), command("worker") as worker:
        wait_until_served(installation.port)
        _start_planning(planner, engine)
        wait_for_progress(engine, attempt=1)
        worker.kill()
        worker.wait()
    # Neither is there now, and the page stands as it was.
    expect(planner.page.locator("#run-progress progress")).to_be_visible()
    with command(*serve), command("worker"):
        planner.page.get_by_role("link", name="See the plan").click(timeout=WAIT_MS)
        planner.sees("Plan 1")
    assert planning_job(engine).attempt == 2


def _start_planning(planner: Visitor, engine: Engine) -> None:
    """Let the tour be planned, for a minute at most."""
    with Session(engine) as session:
        year = session.scalars(select(Tour.fiscal_year)).one()
    steps.log_in(planner)
    planner.open(f"/organiser/tours/{year}/planning")
    planner.select("Time limit", "1 minute")
    planner.press("Plan the tour")
