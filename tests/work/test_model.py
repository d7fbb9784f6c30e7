"""What the table of jobs refuses."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from seminar_service.work.model import Job, JobState
from tests.constraints import check, refused, unique


def job(now: datetime, key: str | None = None) -> Job:
    return Job(kind="work", arguments={}, key=key, due_at=now, created_at=now)


def test_a_key_is_given_once_and_jobs_without_one_are_many(
    sqlite_session: Session, now: datetime
) -> None:
    sqlite_session.add_all([job(now), job(now), job(now, "today")])
    sqlite_session.commit()

    with refused(sqlite_session, unique("job.key")):
        sqlite_session.add(job(now, "today"))


def test_a_job_begins_as_one_that_nobody_has_tried(sqlite_session: Session, now: datetime) -> None:
    row = job(now)
    sqlite_session.add(row)
    sqlite_session.commit()

    assert (row.state, row.attempt, row.stop_requested) == (JobState.QUEUED, 0, False)
    assert (row.leased_by, row.leased_until, row.failure, row.ended_at) == (None, None, "", None)


def test_a_state_that_is_none_is_refused(sqlite_session: Session, now: datetime) -> None:
    sqlite_session.add(job(now))
    sqlite_session.commit()

    with refused(sqlite_session, check("ck_job_state")):
        sqlite_session.execute(text("UPDATE job SET state = 'lost'"))
