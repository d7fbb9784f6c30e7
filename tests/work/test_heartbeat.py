"""The heartbeat keeps leases alive and hears who asks for an end."""

from collections.abc import Iterator

from sqlalchemy.orm import Session, sessionmaker

from seminar_service.storage.transaction import transaction
from seminar_service.work import queue
from seminar_service.work.context import JobContext
from seminar_service.work.heartbeat import Heartbeat
from seminar_service.work.model import JobState
from tests.clocks import Clock
from tests.work.fixtures import MakeWorker
from tests.work.jobs import job, put_down


def test_a_stop_that_somebody_asks_for_reaches_the_handler(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)
    seen: list[bool] = []

    def notice(context: JobContext) -> None:
        heartbeat = Heartbeat(sessions)
        heartbeat.watch(context)
        seen.append(context.should_stop())
        with sessions() as session, transaction(session):
            queue.request_stop(session, job_id)
        heartbeat.beat()
        seen.append(context.should_stop())
        assert not context.shutting_down

    make_worker({"work": notice}).run_job(job_id)

    assert seen == [False, True]
    assert job(sessions, job_id).state is JobState.DONE


def test_the_heartbeat_keeps_a_lease_alive(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    def take_long(context: JobContext) -> None:
        heartbeat = Heartbeat(sessions)
        heartbeat.watch(context)
        for _ in range(10):
            clock.pass_by(seconds=11)
            heartbeat.beat()
            assert not context.lease_lost

    make_worker({"work": take_long}).run_job(job_id)

    assert job(sessions, job_id).state is JobState.DONE


def test_the_heartbeat_goes_on_whatever_looking_after_a_job_raises(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    def take_long(context: JobContext) -> None:
        broken = iter([True])
        heartbeat = Heartbeat(lambda: next_session(sessions, broken))
        heartbeat.watch(context)
        heartbeat.beat()
        clock.pass_by(seconds=20)
        heartbeat.beat()
        clock.pass_by(seconds=20)
        assert not context.lease_lost

    make_worker({"work": take_long}).run_job(job_id)

    assert job(sessions, job_id).state is JobState.DONE


def next_session(sessions: sessionmaker[Session], broken: Iterator[bool]) -> Session:
    for _ in broken:
        raise ZeroDivisionError
    return sessions()
