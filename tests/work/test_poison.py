"""One job that cannot be read, done or settled stops no other."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.work import rows
from seminar_service.work import worker as worker_module
from seminar_service.work.context import JobContext
from seminar_service.work.leases import UNREADABLE
from seminar_service.work.model import Job, JobState
from seminar_service.work.periodic import Periodic, enqueue_periodic
from tests.clocks import Clock
from tests.work.fixtures import MakeWorker
from tests.work.jobs import job, put_down


class UnspeakableError(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "error",
    [ValueError("a \x00 in it"), ValueError("\ud800"), UnspeakableError(), ValueError("x" * 9_999)],
)
def test_a_job_fails_whatever_its_error_says_and_the_next_one_is_done(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker, error: Exception
) -> None:
    first, second = put_down(sessions, clock), put_down(sessions, clock, "other")

    def break_off(_: JobContext) -> None:
        raise error

    make_worker({"work": break_off, "other": lambda _: None}).run_due()

    assert job(sessions, first).state is JobState.FAILED
    assert job(sessions, first).failure.startswith(type(error).__name__)
    assert job(sessions, second).state is JobState.DONE


def test_a_kind_that_nobody_knows_fails_with_its_name_and_the_next_job_is_done(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker
) -> None:
    strange, known = put_down(sessions, clock, "strange"), put_down(sessions, clock)

    make_worker({"work": lambda _: None}).run_due()

    assert job(sessions, strange).state is JobState.FAILED
    assert job(sessions, strange).failure == "KindUnknownError: strange"
    assert job(sessions, known).state is JobState.DONE


@pytest.mark.parametrize("arguments", ["not a dictionary", 7, [1, 2], [[]]])
def test_a_job_whose_arguments_are_none_is_given_up_and_the_next_one_is_done(
    sessions: sessionmaker[Session], clock: Clock, make_worker: MakeWorker, arguments: Any
) -> None:
    poisoned = put_down(sessions, clock, arguments=arguments)
    sound = put_down(sessions, clock)

    make_worker({"work": lambda _: None}).run_due()

    assert (job(sessions, poisoned).state, job(sessions, poisoned).failure) == (
        JobState.FAILED,
        UNREADABLE,
    )
    assert job(sessions, sound).state is JobState.DONE


@pytest.mark.parametrize(("column", "value"), [("arguments", "{"), ("created_at", "rubbish")])
def test_a_row_that_cannot_be_read_is_given_up_and_the_next_job_is_done(
    sessions: sessionmaker[Session],
    clock: Clock,
    make_worker: MakeWorker,
    column: str,
    value: str,
) -> None:
    poisoned, sound = put_down(sessions, clock), put_down(sessions, clock)
    with sessions() as session:
        if session.get_bind().dialect.name != "sqlite":
            pytest.skip("only SQLite keeps such a value")
        session.execute(
            text(f"UPDATE job SET {column} = :value WHERE id = :id"),  # noqa: S608 (a column of this test)
            {"value": value, "id": poisoned},
        )
        session.commit()

    make_worker({"work": lambda _: None}).run_due()

    with sessions() as session:
        state = session.scalar(select(Job.state).where(Job.id == poisoned))
    assert state is JobState.FAILED
    assert job(sessions, sound).state is JobState.DONE


def test_a_failure_that_cannot_be_written_down_does_not_keep_the_next_job_waiting(
    sessions: sessionmaker[Session],
    clock: Clock,
    make_worker: MakeWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_down(sessions, clock, "broken")
    sound = put_down(sessions, clock)

    def refuse(*_: object, **__: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(rows, "fail", refuse)

    def break_off(_: JobContext) -> None:
        raise ValueError

    make_worker({"broken": break_off, "work": lambda _: None}).run_due()

    assert job(sessions, sound).state is JobState.DONE


def test_work_that_cannot_be_put_down_keeps_no_other_from_it(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    impossible = Periodic("\ud800", timedelta(days=1))
    too_often = Periodic("never", timedelta(0))
    sound = (Periodic("one", timedelta(days=1)), Periodic("two", timedelta(minutes=1)))

    def fail(_session: Session, *, now: datetime) -> bool:
        raise ZeroDivisionError(now)

    undecided = Periodic("undecided", timedelta(days=1), fail)

    with sessions() as session:
        enqueue_periodic(session, (impossible, too_often, undecided, *sound), now=clock())

    with sessions() as session:
        assert sorted(session.scalars(select(Job.kind))) == ["one", "two"]


def test_a_worker_goes_on_after_something_that_nobody_foresaw(
    sessions: sessionmaker[Session],
    clock: Clock,
    make_worker: MakeWorker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done, failures = (
        threading.Event(),
        iter([RuntimeError(), UnicodeDecodeError("x", b"", 0, 1, "")]),
    )
    claim = rows.claim

    def break_twice(*arguments: Any, **options: Any) -> rows.Claim | None:
        for each in failures:
            raise each
        return claim(*arguments, **options)

    monkeypatch.setattr(rows, "claim", break_twice)
    monkeypatch.setattr(worker_module, "LOOK_SECONDS", 0.05)
    put_down(sessions, clock)
    worker = make_worker({"work": lambda _: done.set()})
    worker.start()
    try:
        assert done.wait(20)
    finally:
        worker.stop(20)
