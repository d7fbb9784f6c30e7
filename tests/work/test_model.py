"""What the table of jobs refuses."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from seminar_service.work.model import Job, JobState
from tests.constraints import check, refused, unique
from tests.factories import NOW


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


@pytest.mark.parametrize(
    ("ahead", "may_begin"),
    [
        ({"lane": "tour"}, False),
        ({"lane": "tour", "state": JobState.RUNNING}, False),
        ({"lane": "tour", "due_at": NOW + timedelta(hours=1)}, False),
        ({"lane": "tour", "state": JobState.DONE}, True),
        ({"lane": "tour", "state": JobState.FAILED}, True),
        ({"lane": "tour", "state": JobState.WITHDRAWN}, True),
        ({"lane": "other"}, True),
        ({"lane": None}, True),
    ],
)
def test_a_job_is_due_when_nothing_goes_on_before_it_in_its_lane(
    session: Session, ahead: dict[str, object], may_begin: bool
) -> None:
    first, behind, alone = job(NOW), job(NOW), job(NOW)
    for name, value in ahead.items():
        setattr(first, name, value)
    behind.lane = "tour"
    for row in (first, behind, alone):
        session.add(row)
        session.flush()
    session.commit()

    due = session.scalars(select(Job.id).where(Job.is_due(NOW))).all()

    assert (behind.id in due) is may_begin
    assert alone.id in due
