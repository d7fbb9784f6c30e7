"""Putting down work, and asking for its end."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.storage.transaction import transaction
from seminar_service.work import queue
from seminar_service.work.model import Job, JobState


def put_down(session: Session, now: datetime, kind: str = "work", **options: object) -> Job:
    with transaction(session):
        job = queue.enqueue(session, kind, {"n": 1}, now=now, **options)  # type: ignore[arg-type]  # the test's own
        session.flush()
        return job


def test_work_waits_from_now_on_or_until_it_is_due(sqlite_session: Session, now: datetime) -> None:
    later = now + timedelta(hours=1)

    one, other = (put_down(sqlite_session, now, due_at=due) for due in (None, later))

    assert (one.kind, one.arguments, one.state) == ("work", {"n": 1}, JobState.QUEUED)
    assert (one.attempt, one.leased_by, one.created_at) == (0, None, now)
    assert (one.due_at, other.due_at) == (now, later)


def test_work_with_a_key_is_put_down_once_whatever_has_become_of_it(
    session: Session, now: datetime
) -> None:
    first = put_down(session, now, key="close:today")
    first.state = JobState.DONE
    session.commit()

    again = put_down(session, now + timedelta(days=1), kind="other", key="close:today")
    put_down(session, now, key="close:tomorrow")

    assert (again.id, again.kind, again.state) == (first.id, "work", JobState.DONE)
    assert session.scalar(select(func.count()).select_from(Job)) == 2


def test_work_without_a_key_is_put_down_each_time(sqlite_session: Session, now: datetime) -> None:
    assert put_down(sqlite_session, now).id != put_down(sqlite_session, now).id


def test_one_job_is_asked_to_stop_and_no_other(sqlite_session: Session, now: datetime) -> None:
    one, other = put_down(sqlite_session, now), put_down(sqlite_session, now)

    with transaction(sqlite_session):
        queue.request_stop(sqlite_session, one.id)

    sqlite_session.expire_all()
    assert (one.stop_requested, other.stop_requested) == (True, False)


def test_what_waits_is_taken_back_and_what_has_begun_is_not(
    session: Session, now: datetime
) -> None:
    waiting, begun = put_down(session, now), put_down(session, now)
    begun.state = JobState.RUNNING
    session.commit()

    with transaction(session):
        assert queue.withdraw(session, waiting.id, now=now)
        assert not queue.withdraw(session, waiting.id, now=now)
        assert not queue.withdraw(session, begun.id, now=now)

    assert (waiting.state, waiting.ended_at) == (JobState.WITHDRAWN, now)
    assert (begun.state, begun.ended_at) == (JobState.RUNNING, None)
