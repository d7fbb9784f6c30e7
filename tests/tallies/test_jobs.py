"""A worker tells hosts, and has no job for it before."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.tallies import jobs as tallying
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.proof_support import OFFICE
from tests.tallies.support import BEFORE, MINUTE, MONDAY, THURSDAY, mails


def test_a_worker_keeps_the_rows_at_once_and_sends_when_they_are_due(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    with sessions() as session:
        make_seminar(session, make_bid(session, make_tour(session)), day=THURSDAY)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        found = []
        for clock.now in (BEFORE, BEFORE + MINUTE, MONDAY, MONDAY + MINUTE):
            worker.run_due()
            session.rollback()
            jobs = session.scalars(select(Job.key).where(Job.kind == tallying.KIND)).all()
            found.append((len(jobs), len(mails(session))))

    assert [number for _, number in found] == [0, 0, 1, 1]
    assert found[0][0] == found[1][0] == 1
