"""A worker reminds everybody, and has no job for it before."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox.model import Message
from seminar_service.reminders import jobs as reminding
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import OFFICE
from tests.reminders.support import MINUTE, WEEK_BEFORE


def test_a_worker_keeps_the_rows_at_once_and_sends_when_they_are_due(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    def jobs() -> int:
        return len(session.scalars(select(Job.id).where(Job.kind == reminding.KIND)).all())

    with sessions() as session:
        make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        numbers = []
        for clock.now in (NOW, NOW + MINUTE, WEEK_BEFORE, WEEK_BEFORE + MINUTE):
            worker.run_due()
            session.rollback()
            numbers.append((jobs(), len(session.scalars(select(Message.id)).all())))

    assert numbers == [(1, 0), (1, 0), (1, 1), (1, 1)]  # the first has been tidied away meanwhile
