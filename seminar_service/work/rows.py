"""How workers take, hold and end jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from seminar_service.domain.text_folding import without_controls
from seminar_service.work.leases import Leases
from seminar_service.work.model import Job, JobState

MOST_ATTEMPTS = 3
LONGEST_FAILURE = 500
ABANDONED = f"given up: {MOST_ATTEMPTS} workers ended while they were working on it"


def _failure(reason: str, now: datetime) -> dict[str, object]:
    return {"failure": without_controls(reason)[:LONGEST_FAILURE], "ended_at": now}


LEASES: Final = Leases(Job, most_attempts=MOST_ATTEMPTS, abandoned=ABANDONED, failure=_failure)


@dataclass(frozen=True)
class Claim:
    """A job that a worker holds: what it is to do, and the token of its hold."""

    id: int
    kind: str
    arguments: dict[str, Any]
    attempt: int


def claimable(session: Session, *, now: datetime, limit: int) -> list[int]:
    """The jobs that nobody holds and that are due, or whose lease has run out; oldest first."""
    return LEASES.due(session, now=now, limit=limit)


def claim(
    session: Session, job_id: int, *, worker: str, now: datetime, lease: timedelta
) -> Claim | None:
    """Take a job, if it is still there to be taken. Part of the caller's transaction.

    A job on which worker after worker has died is given up instead, and so is one whose row
    cannot be read.
    """
    return LEASES.take(session, job_id, worker=worker, now=now, lease=lease, read=_claimed)


def renew(session: Session, held: Claim, *, until: datetime) -> bool:
    """Prolong a lease; False when the job is no longer the caller's."""
    return LEASES.renew(session, held, until=until)


def finish(session: Session, held: Claim, *, now: datetime) -> bool:
    """Mark a job as done; False when it is no longer the caller's."""
    return LEASES.end(session, held, state=JobState.DONE, ended_at=now)


def fail(session: Session, held: Claim, failure: str, *, now: datetime) -> bool:
    """Mark a job as failed for good; False when it is no longer the caller's."""
    return LEASES.give_up(session, held, failure, now=now)


def give_back(session: Session, held: Claim, *, due_at: datetime) -> bool:
    """Let another worker take a job from `due_at` on; False when it is no longer the caller's."""
    return LEASES.give_back(session, held, due_at=due_at)


def _claimed(job: Job) -> Claim:
    return Claim(job.id, job.kind, dict(job.arguments), job.attempt)
