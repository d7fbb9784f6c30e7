"""A worker sends what is due, and has no job for it before."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.notices import jobs as noticing
from seminar_service.outbox.model import Message
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.notices.support import schedule, write
from tests.registrations.proof_support import OFFICE


def test_a_worker_sends_what_is_due_within_the_minute(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    clock.now = NOW
    with sessions() as session:
        tour = make_tour(session)
        make_registration(session, make_seminar(session, make_bid(session, tour)))
        notice = write(session, tour)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        worker.run_due()
        assert session.scalars(select(Job.id).where(Job.kind == noticing.KIND)).all() == []

        schedule(session, notice)
        clock.pass_by(minutes=1)
        worker.run_due()
        worker.run_due()
        session.rollback()
        assert session.scalars(select(Message.kind)).all() == ["notice"]
