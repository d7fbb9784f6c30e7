"""Reminders to all, on their way: the job in which a worker writes them, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.rounds.model import Asking
from seminar_service.work import queue
from seminar_service.work.model import Job, JobState

KIND: Final = "remind_of_answers"
TOLD_FOR: Final = timedelta(minutes=10)
"""How long somebody who looks is told that all are written."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Reminders that somebody asked for at once.

    Attributes:
        wanted: How many were to be written.
        left: How many still are.
        has_stopped: Whether the worker that wrote them has failed. What is left is taken up with
            the reminders that fall due by themselves, within a minute.
    """

    wanted: int
    left: int
    has_stopped: bool

    @property
    def written(self) -> int:
        """How many were looked at: who has answered in the meantime is not written to."""
        return max(self.wanted - self.left, 0)


def put_down(session: Session, tour_id: int, *, now: datetime) -> None:
    """Put down the job that writes what is wanted in a tour. Part of the caller's transaction."""
    session.flush()
    arguments = {"tour": tour_id, "wanted": _left(session, tour_id)}
    queue.enqueue(session, KIND, arguments, now=now, lane=_lane(tour_id))


def under_way(session: Session, tour_id: int, *, now: datetime) -> UnderWay | None:
    """How far the reminders are that were asked for last; None where there is nothing to tell.

    Two queries.
    """
    job = session.scalar(
        select(Job).where(Job.lane == _lane(tour_id)).order_by(Job.id.desc()).limit(1)
    )
    if job is None:
        return None
    left = _left(session, tour_id)
    if not left and (job.ended_at is None or job.ended_at < now - TOLD_FOR):
        return None
    return UnderWay(max(job.arguments["wanted"], left), left, job.state is JobState.FAILED)


def _left(session: Session, tour_id: int) -> int:
    wanted = select(func.count()).where(Asking.tour_id == tour_id, Asking.wanted_at.is_not(None))
    return session.scalar(wanted) or 0


def _lane(tour_id: int) -> str:
    return f"reminders:{tour_id}"
