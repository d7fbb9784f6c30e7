"""A worker reminds hosts and advisers, and has no job for it before."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.rounds import jobs as asking
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import OFFICE
from tests.rounds.support import mails, one_asked
from tests.rounds.test_sending import FIRST, MINUTE


def test_a_worker_reminds_when_it_is_due(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    with sessions() as session:
        one_asked(session)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        found = []
        for clock.now in (FIRST - MINUTE, FIRST, FIRST + MINUTE):
            worker.run_due()
            session.rollback()
            jobs = session.scalars(select(Job.key).where(Job.kind == asking.KIND)).all()
            found.append((len(jobs), len(mails(session, "dates_reminder"))))

    assert found == [(0, 0), (1, 1), (1, 1)]
