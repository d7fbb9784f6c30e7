"""Work outside requests. The row is the truth; a bell only wakes somebody up to look at it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Index, String, Text, and_, exists
from sqlalchemy.orm import Mapped, aliased, mapped_column

from seminar_service.storage.base import Base, enum_column
from seminar_service.work.leased import Leased


class JobState(StrEnum):
    """Waiting for a worker, held by one under a lease, or ended.

    `WITHDRAWN` is what was taken back before anybody began with it.
    """

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Job(Leased, Base):
    """One piece of work.

    `key` makes periodic work happen once; `stop_requested` asks the holder to finish with what
    it has. The holder renews its lease while it works. Jobs of one `lane` are done one after the
    other, in the order in which they were put down; None is for those that wait for no other.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "due_at"), Index(None, "lane"))

    WAITING: ClassVar = JobState.QUEUED
    HELD: ClassVar = JobState.RUNNING
    GIVEN_UP: ClassVar = JobState.FAILED

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]]
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    lane: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[JobState] = mapped_column(enum_column(JobState, "state"), default=JobState.QUEUED)
    stop_requested: Mapped[bool] = mapped_column(default=False)
    failure: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @classmethod
    def is_due(cls, now: datetime) -> ColumnElement[bool]:
        """The condition under which a job may be taken: nothing before it in its lane goes on."""
        earlier = aliased(cls)
        ahead = exists().where(
            earlier.lane == cls.lane,
            earlier.id < cls.id,
            earlier.state.in_((cls.WAITING, cls.HELD)),
        )
        return and_(super().is_due(now), ~ahead.correlate(cls))


class Stumble(Base):
    """Something small that could not be done with one row: it rests before the next try.

    Kept while it cannot be done; `times` counts the tries, `since` is the first of them.
    """

    __tablename__ = "stumble"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    times: Mapped[int]
    since: Mapped[datetime]
    rests_until: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(80))
