"""Claims, leases and the fencing token."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from seminar_service.storage.transaction import transaction
from seminar_service.work import queue, rows
from seminar_service.work.model import Job, JobState
from tests.clocks import Clock
from tests.work.fixtures import LEASE


def put_down(sessions: sessionmaker[Session], clock: Clock, **options: Any) -> int:
    with sessions() as session, transaction(session):
        job = queue.enqueue(session, "count", {"to": 3}, now=clock(), **options)
        session.flush()
        return job.id


def claim(
    sessions: sessionmaker[Session], job_id: int, clock: Clock, worker: str = "one"
) -> rows.Claim | None:
    with sessions() as session, transaction(session):
        return rows.claim(session, job_id, worker=worker, now=clock(), lease=LEASE)


def state_of(sessions: sessionmaker[Session], job_id: int) -> JobState:
    with sessions() as session:
        return session.get_one(Job, job_id).state


def test_a_job_is_claimed_by_one_worker_alone(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    job_id = put_down(sessions, clock)

    first = claim(sessions, job_id, clock, "one")
    second = claim(sessions, job_id, clock, "two")

    assert first == rows.Claim(job_id, "count", {"to": 3}, attempt=1)
    assert second is None


def test_a_job_that_is_due_later_waits(sessions: sessionmaker[Session], clock: Clock) -> None:
    job_id = put_down(sessions, clock, due_at=clock() + timedelta(minutes=5))

    assert claim(sessions, job_id, clock) is None
    clock.pass_by(minutes=5)
    assert claim(sessions, job_id, clock) is not None


def test_a_job_whose_lease_has_run_out_is_taken_up_by_another_worker(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    job_id = put_down(sessions, clock)
    claim(sessions, job_id, clock, "one")
    clock.pass_by(seconds=31)

    again = claim(sessions, job_id, clock, "two")

    assert again is not None
    assert again.attempt == 2


def test_a_renewed_lease_keeps_others_away(sessions: sessionmaker[Session], clock: Clock) -> None:
    job_id = put_down(sessions, clock)
    held = claim(sessions, job_id, clock)
    assert held is not None
    clock.pass_by(seconds=29)
    with sessions() as session, transaction(session):
        assert rows.renew(session, held, until=clock() + LEASE)
    clock.pass_by(seconds=29)

    assert claim(sessions, job_id, clock, "two") is None


def test_a_worker_that_lost_its_lease_changes_nothing_any_more(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    job_id = put_down(sessions, clock)
    late = claim(sessions, job_id, clock, "one")
    clock.pass_by(seconds=31)
    claim(sessions, job_id, clock, "two")
    assert late is not None

    with sessions() as session, transaction(session):
        assert not rows.finish(session, late, now=clock())
        assert not rows.fail(session, late, "too late", now=clock())
        assert not rows.renew(session, late, until=clock() + LEASE)
        assert not rows.give_back(session, late, due_at=clock())
    assert state_of(sessions, job_id) is JobState.RUNNING


def test_a_job_that_ends_every_worker_is_given_up(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    job_id = put_down(sessions, clock)
    for _ in range(rows.MOST_ATTEMPTS):
        assert claim(sessions, job_id, clock) is not None
        clock.pass_by(seconds=31)

    assert claim(sessions, job_id, clock) is None
    with sessions() as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.failure) == (JobState.FAILED, rows.ABANDONED)


def test_work_with_a_key_is_put_down_once(sessions: sessionmaker[Session], clock: Clock) -> None:
    first = put_down(sessions, clock, key="count:today")

    assert put_down(sessions, clock, key="count:today") == first


def test_a_finished_job_is_not_taken_again(sessions: sessionmaker[Session], clock: Clock) -> None:
    job_id = put_down(sessions, clock)
    held = claim(sessions, job_id, clock)
    assert held is not None
    with sessions() as session, transaction(session):
        assert rows.finish(session, held, now=clock())
    clock.pass_by(hours=1)

    assert claim(sessions, job_id, clock) is None
    with sessions() as session:
        assert rows.claimable(session, now=clock(), limit=5) == []


def test_of_one_lane_many_workers_at_once_get_one_job_at_a_time(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    jobs = [put_down(sessions, clock, lane="tour") for _ in range(3)]
    order: list[int] = []

    for number in range(len(jobs)):
        with ThreadPoolExecutor(max_workers=4) as pool:
            tried = list(pool.map(lambda job_id: claim(sessions, job_id, clock), jobs * 2))
        (taken,) = [each for each in tried if each is not None]
        order.append(taken.id)
        assert taken.attempt == 1, number
        with sessions() as session, transaction(session):
            assert rows.finish(session, taken, now=clock())

    assert order == jobs


def test_a_job_whose_worker_died_keeps_its_place_in_its_lane(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    first, second = (put_down(sessions, clock, lane="tour") for _ in range(2))
    claim(sessions, first, clock)
    clock.pass_by(seconds=31)

    assert claim(sessions, second, clock, "two") is None
    again = claim(sessions, first, clock, "two")

    assert again is not None
    assert again.attempt == 2


def test_what_was_taken_back_is_claimed_by_nobody_and_what_was_claimed_is_not_taken_back(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    for _ in range(5):
        job_id = put_down(sessions, clock)

        def take_back(job_id: int = job_id) -> bool:
            with sessions() as session, transaction(session):
                return queue.withdraw(session, job_id, now=clock())

        with ThreadPoolExecutor(max_workers=2) as pool:
            back = pool.submit(take_back)
            taken = pool.submit(claim, sessions, job_id, clock)

        assert back.result() is not (taken.result() is not None)
