"""A worker releases what is due, and has no job for it before."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.releases import jobs as releasing
from seminar_service.releases.preview import comparison
from seminar_service.releases.scheduling import schedule_release
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_tour
from tests.registrations.proof_support import OFFICE


def test_a_worker_releases_what_is_due_within_the_minute(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    clock.now = NOW
    with sessions() as session:
        tour = make_tour(session)
        adviser = make_adviser(session, tour)
        plan = make_plan(session, tour, {make_bid(session, tour): (date(2026, 10, 6), [adviser])})
        shown = comparison(session, plan.id, now=NOW).fingerprint
        at = NOW + timedelta(hours=1)
        schedule_release(session, plan.id, at, shown=shown, actor=SYSTEM, now=NOW)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        worker.run_due()
        assert session.scalars(select(Job.id).where(Job.kind == releasing.KIND)).all() == []

        clock.pass_by(minutes=61)
        worker.run_due()
        worker.run_due()
        session.rollback()
        assert session.scalars(select(Plan.state)).all() == [PlanState.RELEASED]
