"""A worker's handlers: how they end, how they are stopped, what they may save."""

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.access.model import RateCount
from seminar_service.storage.transaction import transaction
from seminar_service.work import queue, rows
from seminar_service.work import worker as worker_module
from seminar_service.work.context import JobContext, LeaseLostError
from seminar_service.work.model import JobState
from seminar_service.work.wakeups import Wakeups
from tests.clocks import Clock
from tests.work.fixtures import MakeWorker
from tests.work.jobs import job, put_down

PATIENCE_SECONDS = 20.0


def test_a_handler_gets_its_arguments_and_its_job_is_done(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)
    seen: list[tuple[int, dict[str, int], int]] = []

    worker = make_worker(
        {"work": lambda context: seen.append((context.job_id, context.arguments, context.attempt))}
    )

    assert worker.run_job(job_id)
    assert seen == [(job_id, {"n": 1}, 1)]
    ended = job(sessions, job_id)
    assert (ended.state, ended.ended_at) == (JobState.DONE, clock())


def test_a_handler_saves_its_results_together_with_the_end_of_the_job(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    assert make_worker({"work": save_a_count}).run_job(job_id)

    with sessions() as session:
        assert session.scalar(select(RateCount.action)) == "saved"


def test_a_handler_whose_job_was_taken_over_saves_nothing(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)
    other = make_worker({"work": lambda _: None})

    def be_slow(context: JobContext) -> None:
        clock.pass_by(seconds=31)
        assert context.lease_lost
        assert other.run_job(job_id)
        save_a_count(context)

    make_worker({"work": be_slow}).run_job(job_id)

    with sessions() as session:
        assert session.scalar(select(RateCount)) is None
    assert job(sessions, job_id).attempt == 2


def test_a_handler_that_breaks_makes_its_job_fail_with_the_reason(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    def break_off(_: JobContext) -> None:
        raise ValueError("nothing to plan")

    make_worker({"work": break_off}).run_job(job_id)

    ended = job(sessions, job_id)
    assert (ended.state, ended.failure) == (JobState.FAILED, "ValueError: nothing to plan")


def test_a_job_is_tried_again_when_the_database_was_away(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    def lose_the_connection(context: JobContext) -> None:
        if context.attempt == 1:
            raise OperationalError("", None, OSError(), connection_invalidated=True)

    worker = make_worker({"work": lose_the_connection})
    worker.run_job(job_id)
    assert job(sessions, job_id).state is JobState.QUEUED
    clock.pass_by(seconds=31)
    worker.run_job(job_id)
    assert job(sessions, job_id).state is JobState.DONE


def test_a_worker_that_is_woken_does_the_job_and_ends_when_it_is_told(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    done = threading.Event()
    worker = make_worker({"work": lambda _: done.set()})
    worker.start()
    try:
        put_down(sessions, clock)
        assert done.wait(PATIENCE_SECONDS)
    finally:
        assert worker.stop(PATIENCE_SECONDS)


def test_a_worker_that_ends_lets_the_handler_save_what_it_has(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    started, ended = threading.Event(), threading.Event()

    def work_until_told(context: JobContext) -> None:
        started.set()
        while not context.should_stop():
            ended.wait(0.01)
        assert context.shutting_down
        save_a_count(context)

    worker = make_worker({"work": work_until_told})
    worker.start()
    job_id = put_down(sessions, clock)
    assert started.wait(PATIENCE_SECONDS)

    assert worker.stop(PATIENCE_SECONDS)

    assert job(sessions, job_id).state is JobState.DONE
    with sessions() as session:
        assert session.scalar(select(RateCount.action)) == "saved"


def test_two_jobs_that_are_put_down_at_once_are_done_at_the_same_time(
    sessions: sessionmaker[Session],
    clock: Clock,
    make_worker: MakeWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "LOOK_SECONDS", 600.0)
    all_there = threading.Barrier(3)
    with sessions() as session, transaction(session):
        for _ in range(2):
            queue.enqueue(session, "work", {}, now=clock())
    worker = make_worker({"work": lambda _: all_there.wait(PATIENCE_SECONDS)})
    worker.start()
    try:
        all_there.wait(PATIENCE_SECONDS)
    finally:
        assert worker.stop(PATIENCE_SECONDS)


def test_a_job_is_found_without_being_woken_for(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker, calls: Wakeups
) -> None:
    job_id = put_down(sessions, clock)
    assert calls.wait(threading.Event())  # the call is gone, as if it had been lost

    assert make_worker({"work": lambda _: None}).run_due() == 1

    assert job(sessions, job_id).state is JobState.DONE


def test_a_rolled_back_transaction_wakes_nobody(
    sessions: sessionmaker[Session], clock: Clock, calls: Wakeups
) -> None:
    assert calls.wait(threading.Event())  # has only begun to listen

    def change_ones_mind() -> None:
        with sessions() as session, transaction(session):
            queue.enqueue(session, "work", {}, now=clock())
            raise LeaseLostError

    with pytest.raises(LeaseLostError):
        change_ones_mind()

    assert not calls.wait(threading.Event())


def test_the_number_of_attempts_is_limited_for_lost_connections_too(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    job_id = put_down(sessions, clock)

    def lose_the_connection(_: JobContext) -> None:
        raise OperationalError("", None, OSError(), connection_invalidated=True)

    worker = make_worker({"work": lose_the_connection})
    for _ in range(rows.MOST_ATTEMPTS):
        worker.run_job(job_id)
        clock.pass_by(seconds=31)

    assert job(sessions, job_id).state is JobState.FAILED


def save_a_count(context: JobContext) -> None:
    """A handler's result, saved as handlers should."""
    with context.session_factory() as session, transaction(session):
        session.add(RateCount(action="saved", source="x", window_start=context.now(), count=1))
        context.finish(session)
