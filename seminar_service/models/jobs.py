"""Work outside requests. The row is the truth; a queue only wakes somebody up to look at it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.models.base import Base, enum_column


class JobState(StrEnum):
    """Waiting for a worker, held by one under a lease, or ended in one of two ways."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of work.

    Claimed by a conditional update that sets `leased_by` and `leased_until`; the holder renews
    the lease while it works, and an expired one is taken up by the next worker. `attempt`
    counts the claims and tells a worker whose lease was lost that the job is no longer its
    own. `key` makes periodic work happen once; `stop_requested` asks the holder to finish with
    what it has.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[JobState] = mapped_column(enum_column(JobState, "state"), default=JobState.QUEUED)
    attempt: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    leased_by: Mapped[str | None] = mapped_column(String(120))
    leased_until: Mapped[datetime | None]
    stop_requested: Mapped[bool] = mapped_column(default=False)
    failure: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
