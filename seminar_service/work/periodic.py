"""Work that comes back. Its key names the period, so that many workers put it down once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.storage.transaction import transaction
from seminar_service.work import queue
from seminar_service.work.model import Job

log = structlog.get_logger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _always(_session: Session, *, now: datetime) -> bool:  # noqa: ARG001 (one signature for all)
    return True


@dataclass(frozen=True)
class Periodic:
    """A kind of job that is done once in every period of length `every`, counted from 1970.

    Where `is_due` says that there is nothing to do, no job is put down.
    """

    kind: str
    every: timedelta
    is_due: Callable[..., bool] = _always

    def key(self, now: datetime) -> str:
        """The key of the period in which `now` lies: the kind and the period's beginning."""
        begins = now - (now - EPOCH) % self.every
        return f"{self.kind}:{begins:%Y-%m-%dT%H:%M}"


def enqueue_periodic(session: Session, works: Iterable[Periodic], *, now: datetime) -> None:
    """Put down what the present period asks for and nobody has put down yet.

    Each by itself: what keeps one of them from being put down keeps the others from nothing.
    """
    for work in works:
        try:
            _enqueue_unless_known(session, work, now)
        except Exception:
            log.exception("periodic_work_not_put_down", kind=work.kind)
            session.rollback()


def _enqueue_unless_known(session: Session, work: Periodic, now: datetime) -> None:
    key = work.key(now)
    known = session.scalar(select(Job.id).where(Job.key == key)) is not None
    if not known and work.is_due(session, now=now):
        with transaction(session):
            queue.enqueue(session, work.kind, {}, key=key, now=now)
