"""Work that comes back. Its key names the period, so that many workers put it down once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.jobs import closing, queue, tidying
from seminar_service.models.jobs import Job
from seminar_service.models.transaction import transaction

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Periodic:
    """A kind of job that is done once in every period of length `every`, counted from 1970."""

    kind: str
    every: timedelta

    def key(self, now: datetime) -> str:
        """The key of the period in which `now` lies: the kind and the period's beginning."""
        begins = now - (now - EPOCH) % self.every
        return f"{self.kind}:{begins:%Y-%m-%dT%H:%M}"


PERIODIC: Final = (
    Periodic(closing.KIND, timedelta(minutes=15)),
    Periodic(tidying.KIND, timedelta(days=1)),
)


def enqueue_periodic(
    session: Session, *, now: datetime, works: tuple[Periodic, ...] = PERIODIC
) -> None:
    """Put down what the present period asks for and nobody has put down yet."""
    keys = {work.key(now): work.kind for work in works}
    known = set(session.scalars(select(Job.key).where(Job.key.in_(keys))))
    if known == set(keys):
        return
    with transaction(session):
        for key in keys.keys() - known:
            queue.enqueue(session, keys[key], {}, key=key, now=now)
