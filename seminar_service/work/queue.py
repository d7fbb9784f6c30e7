"""Putting down work, and asking for its end. What use cases call."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from seminar_service.work.model import Job, JobState
from seminar_service.work.wakeups import ring_after_commit


def enqueue(
    session: Session,
    kind: str,
    arguments: dict[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    due_at: datetime | None = None,
    lane: str | None = None,
) -> Job:
    """Put down a piece of work. Part of the caller's transaction.

    It is done as soon as the transaction is committed and a worker is free, or at `due_at`.
    `arguments` must fit into JSON. Work with a `key` is put down once, whoever tries: the
    existing job is returned where there is one, whatever its state. Work of one `lane` is done one
    after the other; whoever puts it down holds a lock that keeps others of the lane away until the
    commit, so that the order of the numbers is that in which they come to be.
    """
    values = {
        "kind": kind,
        "arguments": arguments,
        "key": key,
        "lane": lane,
        "state": JobState.QUEUED,
        "attempt": 0,
        "due_at": due_at or now,
        "stop_requested": False,
        "failure": "",
        "created_at": now,
    }
    job = _add_keyed(session, values) if key else _add(session, values)
    ring_after_commit(session)
    return job


def request_stop(session: Session, job_id: int) -> None:
    """Ask whoever works on a job to finish with what it has. Part of the caller's transaction."""
    session.execute(update(Job).where(Job.id == job_id).values(stop_requested=True))


def withdraw(session: Session, job_id: int, *, now: datetime) -> bool:
    """Take back a job that nobody has begun with; False where somebody has, or it has ended.

    Part of the caller's transaction.
    """
    statement = (
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.QUEUED)
        .values(state=JobState.WITHDRAWN, ended_at=now)
        .execution_options(synchronize_session="fetch")
    )
    ring_after_commit(session)  # what is next in its lane may begin
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1


def _add(session: Session, values: dict[str, Any]) -> Job:
    job = Job(**values)
    session.add(job)
    return job


def _add_keyed(session: Session, values: dict[str, Any]) -> Job:
    session.execute(_insert_unless_there(session).values(**values))
    return session.scalars(select(Job).where(Job.key == values["key"])).one()


def _insert_unless_there(session: Session) -> Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Job).on_conflict_do_nothing(index_elements=[Job.key])
    return sqlite.insert(Job).on_conflict_do_nothing(index_elements=[Job.key])
