"""The history: one table of who did what, when, to which thing."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base


class HistoryLine(Base):
    """One thing that happened; written once and never changed.

    `kind` is one of `HistoryKind`, kept without a CHECK, so that a line of a later release
    can still be read by an earlier one. The subject is a kind of thing and the number of a row;
    no foreign key, because the history outlives its subjects. `actor_kind` is empty where a
    stranger acted; `user_id` names the account that acted. `data` holds no personal details: no
    names, no addresses, no secrets.
    """

    __tablename__ = "history"
    __table_args__ = (
        Index(None, "kind"),
        Index(None, "subject_kind", "subject_id"),
        Index(None, "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    actor_kind: Mapped[str | None] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
