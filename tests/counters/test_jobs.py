"""A worker reminds counters, and has no job for it before."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.counters import jobs
from seminar_service.outbox.model import Message
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.counters.test_reminding import MARCH
from tests.factories import OFFICE, make_counter


def test_the_job_reminds_once(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    with sessions() as session:
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        worker.run_due()
        assert not jobs.is_due(session, now=clock.now)
        make_counter(session, reports_from=MARCH)
        assert jobs.is_due(session, now=clock.now)
        for _ in range(2):
            worker.run_due()
        session.rollback()
        assert len(session.scalars(select(Message)).all()) == 1
        assert len(session.scalars(select(Job).where(Job.kind == jobs.KIND)).all()) == 1
