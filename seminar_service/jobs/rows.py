"""Every statement by which workers change a job's row.

Claims, renewals and endings are conditional updates, so any number of processes may try them
at once, on either database: one wins, the others see that no row was changed. `attempt` is
the fencing token: it rises with every claim, and whoever still holds an older one can change
nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import ColumnElement, CursorResult, and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.domain.text_folding import without_controls
from seminar_service.models.jobs import Job, JobState

MOST_ATTEMPTS = 3
LONGEST_FAILURE = 500
ABANDONED = f"given up: {MOST_ATTEMPTS} workers ended while they were working on it"
UNREADABLE = "given up: the row cannot be read"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Claim:
    """A job that a worker holds: what it is to do, and the token of its hold."""

    job_id: int
    kind: str
    arguments: dict[str, Any]
    attempt: int


def claimable(session: Session, *, now: datetime, limit: int) -> list[int]:
    """The jobs that nobody holds and that are due, or whose lease has run out; oldest first."""
    return list(
        session.scalars(
            select(Job.id).where(_claimable(now)).order_by(Job.due_at, Job.id).limit(limit)
        )
    )


def claim(
    session: Session, job_id: int, *, worker: str, now: datetime, lease: timedelta
) -> Claim | None:
    """Take a job, if it is still there to be taken. Part of the caller's transaction.

    A job on which worker after worker has died is given up instead, and so is one whose row
    cannot be read.
    """
    taken = _changes(
        session,
        and_(Job.id == job_id, _claimable(now), Job.attempt < MOST_ATTEMPTS),
        state=JobState.RUNNING,
        attempt=Job.attempt + 1,
        leased_by=worker,
        leased_until=now + lease,
    )
    if not taken:
        _give_up(session, job_id, now)
        return None
    return _read(session, job_id, now)


def renew(session: Session, held: Claim, *, until: datetime) -> bool:
    """Prolong a lease; False when the job is no longer the caller's."""
    return _changes(session, _held(held), leased_until=until)


def finish(session: Session, held: Claim, *, now: datetime) -> bool:
    """Mark a job as done; False when it is no longer the caller's."""
    return _changes(
        session, _held(held), state=JobState.DONE, ended_at=now, leased_by=None, leased_until=None
    )


def fail(session: Session, held: Claim, failure: str, *, now: datetime) -> bool:
    """Mark a job as failed for good; False when it is no longer the caller's."""
    return _changes(
        session,
        _held(held),
        state=JobState.FAILED,
        failure=without_controls(failure)[:LONGEST_FAILURE],
        ended_at=now,
        leased_by=None,
        leased_until=None,
    )


def give_back(session: Session, held: Claim, *, due_at: datetime) -> bool:
    """Let another worker take a job from `due_at` on; False when it is no longer the caller's."""
    return _changes(
        session,
        _held(held),
        state=JobState.QUEUED,
        due_at=due_at,
        leased_by=None,
        leased_until=None,
    )


def _read(session: Session, job_id: int, now: datetime) -> Claim | None:
    try:
        job = session.get_one(Job, job_id, populate_existing=True)
        return Claim(job.id, job.kind, dict(job.arguments), job.attempt)
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a column's type finds wrong with a value)
        log.warning("job_unreadable", job=job_id, error=type(error).__name__)
    _changes(
        session,
        Job.id == job_id,
        state=JobState.FAILED,
        failure=UNREADABLE,
        ended_at=now,
        leased_by=None,
        leased_until=None,
    )
    return None


def _give_up(session: Session, job_id: int, now: datetime) -> None:
    _changes(
        session,
        and_(Job.id == job_id, _claimable(now), Job.attempt >= MOST_ATTEMPTS),
        state=JobState.FAILED,
        failure=ABANDONED,
        ended_at=now,
        leased_by=None,
        leased_until=None,
    )


def _claimable(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Job.state == JobState.QUEUED, Job.due_at <= now),
        and_(Job.state == JobState.RUNNING, Job.leased_until < now),
    )


def _held(held: Claim) -> ColumnElement[bool]:
    return and_(Job.id == held.job_id, Job.attempt == held.attempt, Job.state == JobState.RUNNING)


def _changes(session: Session, condition: ColumnElement[bool], **values: object) -> bool:
    statement = (
        update(Job).where(condition).values(**values).execution_options(synchronize_session="fetch")
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1
