"""The office is told by the workers."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.accounts.model import BulletinChoice
from seminar_service.bulletins import jobs as telling
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.bulletins.support import bulletins, happen, make_reader
from tests.clocks import Clock
from tests.factories import NOW, OFFICE, make_bid, make_seminar, make_tour


def jobs(session: Session) -> int:
    session.rollback()
    return len(session.scalars(select(Job.id).where(Job.kind == telling.KIND)).all())


def test_a_worker_tells_within_a_minute_and_has_no_job_for_it_before(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    with sessions(expire_on_commit=False) as session:
        make_reader(session)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        worker.run_due()
        assert jobs(session) == 0

        happen(session, make_bid(session, make_tour(session)))
        clock.pass_by(minutes=1)
        worker.run_due()
        worker.run_due()  # the same minute once more
        assert jobs(session) == 1
        assert len(bulletins(session)) == 1


def test_a_worker_notes_a_full_seminar_and_tells_of_it(
    sessions: sessionmaker[Session], make_worker: Callable[..., Worker]
) -> None:
    with sessions(expire_on_commit=False) as session:
        make_reader(session, BulletinChoice.NONE, urgent_since=NOW)
        make_seminar(session, make_bid(session, make_tour(session)), capacity=9, taken=9)
        session.rollback()
        make_worker(handlers_of(OFFICE), periodic=PERIODIC).run_due()

        assert len(bulletins(session)) == 1
