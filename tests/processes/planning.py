"""What a planner does through the pages, and how far the planner is."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from seminar_service.planning.model import Plan, PlanningProgress
from seminar_service.tours.model import Tour
from seminar_service.work.model import Job, JobState
from tests.browser.waiting import wait_for
from tests.processes.conftest import PASSWORD, PLANNER
from tests.processes.running import Caller


def start_planning(planner: Caller, port: int, engine: Engine) -> str:
    """Sign in and let the tour be planned, for minutes; the page of the run."""
    planner.send(port, "/organiser/login", "/organiser/login", email=PLANNER, password=PASSWORD)
    with Session(engine) as session:
        year = session.scalars(select(Tour.fiscal_year)).one()
    room = f"/organiser/tours/{year}/planning"
    return planner.send(port, room, room, time_limit="300")


def wait_for_progress(engine: Engine, attempt: int) -> None:
    """Wait until a worker in its `attempt` has reported how far it is."""

    def reported() -> bool:
        with Session(engine) as session:
            progress = session.scalar(select(PlanningProgress.id).limit(1))
        job = planning_job(engine)
        return progress is not None and job.attempt == attempt and job.state is JobState.RUNNING

    wait_for(reported, f"progress in attempt {attempt}")


def planning_job(engine: Engine) -> Job:
    """The one job that plans, as it stands now."""
    with Session(engine) as session:
        return session.scalars(select(Job).where(Job.kind == "plan_tour")).one()


def the_plan(engine: Engine) -> Plan:
    """The one plan there is."""
    with Session(engine) as session:
        return session.scalars(select(Plan)).one()
