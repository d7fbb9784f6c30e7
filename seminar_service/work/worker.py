"""The worker: threads that take jobs and do them.

It sets no signal handlers and may live inside a web process as well as alone. `stop` asks
every handler to come to an end with what it has, and waits for it.
"""

import math
import os
import secrets
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from seminar_service.storage.transaction import transaction
from seminar_service.work import rows
from seminar_service.work.context import (
    Clock,
    Handler,
    JobContext,
    LeaseLostError,
    SessionFactory,
)
from seminar_service.work.heartbeat import Heartbeat
from seminar_service.work.periodic import Periodic, enqueue_periodic
from seminar_service.work.supervision import Loop, supervised
from seminar_service.work.wakeups import Wakeups

JOB_THREADS = 2
LOOK_SECONDS = 5.0
CANDIDATES = 5
RETRY_AFTER = timedelta(seconds=30)

log = structlog.get_logger(__name__)


class KindUnknownError(LookupError):
    """No handler does this kind of job."""


class Worker:
    """Looks for jobs whenever it is woken, and every few seconds by itself.

    Args:
        session_factory: Makes sessions; each thread uses its own.
        wakeups: What wakes it.
        handlers: Which function does which kind of job.
        clock: Tells the present instant in UTC.
        lease: For how long a job is held without a sign of life.
        periodic: What comes back; it is put down when its time has come.
        companions: Further loops that live and end with the worker; each gets the event that
            tells it to end.
    """

    def __init__(
        self,
        session_factory: SessionFactory,
        wakeups: Wakeups,
        handlers: Mapping[str, Handler],
        clock: Clock,
        *,
        lease: timedelta,
        periodic: Sequence[Periodic] = (),
        companions: Sequence[Loop] = (),
    ) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._session_factory = session_factory
        self._wakeups = wakeups
        self._handlers = handlers
        self._clock = clock
        self._lease = lease
        self._periodic = periodic
        self._heartbeat = Heartbeat(session_factory)
        self._looked = -math.inf
        self._stopping = threading.Event()
        self._stopped = threading.Event()
        loops: dict[str, Loop] = {f"job-{number}": self._work for number in range(JOB_THREADS)}
        loops |= {f"companion-{number}": loop for number, loop in enumerate(companions)}
        self._threads = [
            supervised(name, loop, self._stopping, clock) for name, loop in loops.items()
        ]
        self._pulse = supervised("heartbeat", self._heartbeat.run, self._stopped, clock)

    def start(self) -> None:
        """Begin to work, in threads."""
        log.info("worker_started", worker=self.name)
        for thread in (*self._threads, self._pulse):
            thread.start()

    def stop(self, timeout_seconds: float) -> bool:
        """Ask all handlers to end and wait for them; False when some did not in time.

        Their jobs are then taken up by another worker once the lease has run out.
        """
        self._stopping.set()
        deadline = time.monotonic() + timeout_seconds
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0))
        self._stopped.set()  # only now: the leases must live as long as the handlers do
        ended = not any(thread.is_alive() for thread in self._threads)
        log.info("worker_stopped", worker=self.name, all_ended=ended)
        return ended

    def run_due(self) -> int:
        """Do every job that can be taken now, in this thread; how many there were.

        Periodic work whose time has come is put down first.
        """
        with self._session_factory() as session:
            enqueue_periodic(session, self._periodic, now=self._clock())
        return self._run_waiting()

    def run_job(self, job_id: int) -> bool:
        """Take one job and do it; False when it is not to be had."""
        with self._session_factory() as session, transaction(session):
            claim = rows.claim(
                session, job_id, worker=self.name, now=self._clock(), lease=self._lease
            )
        if claim is None:
            return False
        context = JobContext(
            claim,
            session_factory=self._session_factory,
            clock=self._clock,
            lease=self._lease,
            shutdown=self._stopping,
        )
        self._heartbeat.watch(context)
        try:
            self._do(context, claim)
        finally:
            self._heartbeat.forget(context)
            self._wakeups.pass_on()  # what is next in its lane may begin
        return True

    def _work(self, stop: threading.Event) -> None:
        """One thread's life: being woken, or every few seconds a look of the worker's own."""
        while not stop.is_set():
            try:
                woken = self._wakeups.wait(stop)
                if not stop.is_set():
                    self._look(woken=woken)
            except SQLAlchemyError as error:
                log.warning("database_unreachable", error=type(error).__name__)
                stop.wait(LOOK_SECONDS)
            except Exception:
                log.exception("look_for_jobs_failed")
                stop.wait(LOOK_SECONDS)

    def _look(self, *, woken: bool) -> None:
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()  # of all threads: one looking is enough
            self.run_due()
        elif woken:
            self._run_waiting()

    def _run_waiting(self) -> int:
        with self._session_factory() as session:
            waiting = rows.claimable(session, now=self._clock(), limit=CANDIDATES)
        if len(waiting) > 1:
            self._wakeups.pass_on()
        done = 0
        for job_id in waiting:
            try:
                done += self.run_job(job_id)
            except SQLAlchemyError:
                raise
            except Exception:
                log.exception("job_not_settled", job=job_id)
        return done

    def _do(self, context: JobContext, claim: rows.Claim) -> None:
        log.info("job_started", job=claim.id, kind=claim.kind, attempt=claim.attempt)
        try:
            self._handler(claim.kind)(context)
            if not context.finished:
                with self._session_factory() as session, transaction(session):
                    context.finish(session)
        except LeaseLostError:
            log.warning("job_lost", job=claim.id, attempt=claim.attempt)
        except Exception as error:
            log.exception("job_failed", job=claim.id, kind=claim.kind)
            self._settle_failure(claim, error)
        else:
            log.info("job_done", job=claim.id, kind=claim.kind)

    def _handler(self, kind: str) -> Handler:
        handler = self._handlers.get(kind)
        if handler is None:
            raise KindUnknownError(kind)
        return handler

    def _settle_failure(self, claim: rows.Claim, error: Exception) -> None:
        """Try again later where the database was to blame; otherwise the job has failed."""
        now = self._clock()
        again = isinstance(error, DBAPIError) and error.connection_invalidated
        with self._session_factory() as session, transaction(session):
            if again and claim.attempt < rows.MOST_ATTEMPTS:
                rows.give_back(session, claim, due_at=now + RETRY_AFTER)
            else:
                rows.fail(session, claim, _described(error), now=now)


def _described(error: Exception) -> str:
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 (an error that cannot even say what it is)
        return type(error).__name__
