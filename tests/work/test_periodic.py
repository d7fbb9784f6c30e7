"""Work that comes back."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.work.model import Job
from seminar_service.work.periodic import Periodic, enqueue_periodic
from tests.clocks import Clock
from tests.work.fixtures import MakeWorker

DAILY = Periodic("daily", timedelta(days=1))


def put_down_twice(sessions: sessionmaker[Session], clock: Clock) -> int:
    """Two workers look for what has come back; how many jobs there are then."""
    for _ in range(2):
        with sessions() as session:
            enqueue_periodic(session, (DAILY,), now=clock())
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(Job)) or 0


def test_periodic_work_is_put_down_once_a_period(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    assert put_down_twice(sessions, clock) == 1
    clock.pass_by(hours=20)
    assert put_down_twice(sessions, clock) == 1
    clock.pass_by(hours=4)
    assert put_down_twice(sessions, clock) == 2


def test_a_worker_does_what_has_come_back(clock: Clock, make_worker: MakeWorker) -> None:
    worker = make_worker({"daily": lambda _: None}, periodic=(DAILY,))

    assert worker.run_due() == 1
    assert worker.run_due() == 0
    clock.pass_by(days=1)
    assert worker.run_due() == 1


def test_work_that_is_not_due_is_not_put_down(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    def never(_session: Session, **_: object) -> bool:
        return False

    with sessions() as session:
        enqueue_periodic(session, (Periodic("idle", timedelta(minutes=1), never),), now=clock())
        assert session.scalars(select(Job)).all() == []
