"""What people have done in drafts: edits, which can be undone, and rules waived."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.storage.base import Base


class PlanEdit(Base):
    """One step of somebody who edits a draft.

    `number` counts within the draft. `changes` says of each bid concerned how it was held before
    and is after (a value of `seminar_service.planning.alterations`), with the words of the refusal
    that the step took away last, so that they come back with it. A step that was undone stays,
    to be done again, until something new is done.
    """

    __tablename__ = "plan_edit"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    changes: Mapped[list[dict[str, Any]]]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    maker: Mapped[User | None] = relationship(foreign_keys=[made_by])
    undoer: Mapped[User | None] = relationship(foreign_keys=[undone_by])


class PlanWaiver(Base):
    """A rule that somebody lets a draft break, where and as far as it breaks it.

    `mark` names the objection (`planning.objections.Objection.mark`), `kind` says which rule it
    is. A row stays after the release, as the reason why the seminars are as they are.
    """

    __tablename__ = "plan_waiver"
    __table_args__ = (UniqueConstraint("plan_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    mark: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]

    maker: Mapped[User | None] = relationship()
