"""Jobs for the tests of workers."""

from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from seminar_service.storage.transaction import transaction
from seminar_service.work import queue
from seminar_service.work.model import Job
from tests.clocks import Clock


def put_down(
    sessions: sessionmaker[Session], clock: Clock, kind: str = "work", arguments: Any = None
) -> int:
    """Put down a job that is due at once, and give its number."""
    with sessions() as session, transaction(session):
        given = {"n": 1} if arguments is None else arguments
        put = queue.enqueue(session, kind, given, now=clock())
        session.flush()
        return put.id


def job(sessions: sessionmaker[Session], job_id: int) -> Job:
    """A job as it stands now."""
    with sessions() as session:
        return session.get_one(Job, job_id)
