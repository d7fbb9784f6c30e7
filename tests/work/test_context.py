"""What a handler knows while it works."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.storage.transaction import transaction
from seminar_service.work import rows
from seminar_service.work.context import JobContext, LeaseLostError
from seminar_service.work.model import JobState
from tests.clocks import Clock
from tests.work.fixtures import LEASE
from tests.work.jobs import job, put_down


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def context(sessions: sessionmaker[Session], clock: Clock) -> JobContext:
    """A job in the hands of a worker."""
    return taken(sessions, clock, put_down(sessions, clock))


def taken(sessions: sessionmaker[Session], clock: Clock, job_id: int) -> JobContext:
    with sessions() as session, transaction(session):
        claim = rows.claim(session, job_id, worker="one", now=clock(), lease=LEASE)
    assert claim is not None
    shutdown = threading.Event()
    return JobContext(claim, session_factory=sessions, clock=clock, lease=LEASE, shutdown=shutdown)


def test_a_handler_goes_on_until_somebody_asks_or_the_lease_is_over(
    context: JobContext, clock: Clock
) -> None:
    assert not context.should_stop()

    clock.pass_by(seconds=LEASE.total_seconds())

    assert context.lease_lost
    assert context.should_stop()


def test_who_asks_for_an_end_is_told_from_a_process_that_ends(context: JobContext) -> None:
    context.note_stop_request()

    assert context.stop_requested
    assert context.should_stop()
    assert not context.shutting_down


def test_a_lease_is_renewed_once_a_third_of_it_is_over(
    context: JobContext, clock: Clock, sessions: sessionmaker[Session]
) -> None:
    clock.pass_by(seconds=LEASE.total_seconds() / 3)
    assert not context.needs_renewal()
    clock.pass_by(seconds=1)
    assert context.needs_renewal()

    with sessions() as session, transaction(session):
        context.hold(session)

    assert not context.needs_renewal()
    assert job(sessions, context.job_id).leased_until == clock() + LEASE


def test_a_job_that_is_finished_cannot_be_lost_any_more(
    context: JobContext, clock: Clock, sessions: sessionmaker[Session]
) -> None:
    with sessions() as session, transaction(session):
        context.finish(session)
    clock.pass_by(hours=1)

    assert context.finished
    assert not context.lease_lost
    assert job(sessions, context.job_id).state is JobState.DONE


def test_who_has_lost_the_job_neither_holds_nor_finishes_it(
    context: JobContext, clock: Clock, sessions: sessionmaker[Session]
) -> None:
    clock.now += LEASE + timedelta(seconds=1)
    another = taken(sessions, clock, context.job_id)

    for write in (context.hold, context.finish):
        with sessions() as session, pytest.raises(LeaseLostError), transaction(session):
            write(session)

    assert context.lease_lost
    assert (context.attempt, another.attempt) == (1, 2)
    assert job(sessions, context.job_id).state is JobState.RUNNING
