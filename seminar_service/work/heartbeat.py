"""Keeps the leases of a worker's jobs alive and hears who asks for an end."""

import threading

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext, LeaseLostError, SessionFactory
from seminar_service.work.model import Job

BEAT_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Heartbeat:
    """Looks after every job that the process works on, once a second."""

    def __init__(self, session_factory: SessionFactory) -> None:
        self._session_factory = session_factory
        self._held: set[JobContext] = set()
        self._lock = threading.Lock()

    def watch(self, context: JobContext) -> None:
        """Look after a job from now on."""
        with self._lock:
            self._held.add(context)

    def forget(self, context: JobContext) -> None:
        """Look after a job no longer."""
        with self._lock:
            self._held.discard(context)

    def run(self, stop: threading.Event) -> None:
        """Beat until `stop` is set."""
        while not stop.wait(BEAT_SECONDS):
            self.beat()

    def beat(self) -> None:
        """Look after every job once; where the database is away, the leases just run out."""
        with self._lock:
            held = list(self._held)
        for context in held:
            try:
                self._look_after(context)
            except LeaseLostError:
                log.warning("lease_lost", job=context.job_id, attempt=context.attempt)
            except SQLAlchemyError as error:
                log.warning("heartbeat_failed", job=context.job_id, error=type(error).__name__)
            except Exception:
                log.exception("heartbeat_failed", job=context.job_id)

    def _look_after(self, context: JobContext) -> None:
        with self._session_factory() as session:
            asked = session.scalar(select(Job.stop_requested).where(Job.id == context.job_id))
            if asked:
                context.note_stop_request()
            if context.needs_renewal() and not context.finished:
                with transaction(session):
                    context.hold(session)
