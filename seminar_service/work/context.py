"""What a handler knows while it works."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from seminar_service.work import rows

Clock: TypeAlias = Callable[[], datetime]
SessionFactory: TypeAlias = Callable[[], Session]


class LeaseLostError(Exception):
    """The job is somebody else's by now; nothing may be written for it any more."""


class JobContext:
    """A job in the hands of a worker.

    A handler does its work, asks `should_stop()` often, and writes what it has found in a
    transaction in which it calls `finish(session)`. A handler that returns without having
    done so has nothing to save, and the worker ends the job for it.

    Attributes:
        job_id: The number of the job.
        arguments: What it was put down with.
        attempt: Which try this is, from 1.
        session_factory: Makes sessions of the handler's own, each good for one `with` block.
    """

    def __init__(
        self,
        claim: rows.Claim,
        *,
        session_factory: SessionFactory,
        clock: Clock,
        lease: timedelta,
        shutdown: threading.Event,
    ) -> None:
        self.session_factory = session_factory
        self._claim = claim
        self._clock = clock
        self._lease = lease
        self._shutdown = shutdown
        self._leased_until = clock() + lease
        self._stop_requested = False
        self._lost = False
        self._finished = False

    @property
    def job_id(self) -> int:
        """The number of the job."""
        return self._claim.id

    @property
    def kind(self) -> str:
        """What kind of work it is."""
        return self._claim.kind

    @property
    def arguments(self) -> dict[str, Any]:
        """What the job was put down with."""
        return self._claim.arguments

    @property
    def attempt(self) -> int:
        """Which try this is, from 1."""
        return self._claim.attempt

    def now(self) -> datetime:
        """The present instant in UTC."""
        return self._clock()

    def should_stop(self) -> bool:
        """Whether to come to an end: somebody asked for it, or the process or the lease ends.

        Cheap enough to be asked many times a second.
        """
        return self._stop_requested or self.shutting_down or self.lease_lost

    @property
    def stop_requested(self) -> bool:
        """Whether somebody asked that the job be finished with what it has."""
        return self._stop_requested

    @property
    def shutting_down(self) -> bool:
        """Whether the process is asked to end: finish within seconds, with what there is."""
        return self._shutdown.is_set()

    @property
    def lease_lost(self) -> bool:
        """Whether the job is somebody else's: nothing that is found now can be saved."""
        return self._lost or (not self._finished and self.now() >= self._leased_until)

    @property
    def finished(self) -> bool:
        """Whether the handler has finished the job itself."""
        return self._finished

    def hold(self, session: Session) -> None:
        """Make sure that the job is still ours until the session's transaction ends.

        For what is saved on the way. Renews the lease by the way.

        Raises:
            LeaseLostError: it is not.
        """
        until = self.now() + self._lease
        if not rows.renew(session, self._claim, until=until):
            self._lost = True
            raise LeaseLostError
        self._leased_until = until

    def finish(self, session: Session) -> None:
        """End the job as done, together with the results, in the session's transaction.

        Raises:
            LeaseLostError: the job is somebody else's; roll back what was to be saved.
        """
        if not rows.finish(session, self._claim, now=self.now()):
            self._lost = True
            raise LeaseLostError
        self._finished = True

    def note_stop_request(self) -> None:
        """Called by the heartbeat when it sees that somebody asked for an end."""
        self._stop_requested = True

    def needs_renewal(self) -> bool:
        """Whether a third of the lease is over."""
        return self._leased_until - self.now() < self._lease * 2 / 3


Handler: TypeAlias = Callable[[JobContext], None]
