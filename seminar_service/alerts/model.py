"""Alerts: who wants to hear of a seminar with places, by prefecture or topic."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.alerts.states import OPEN_ALERTS, AlertState
from seminar_service.storage.base import Base, enum_column
from seminar_service.tours.model import Topic

IS_OPEN = text("state IN ('asked', 'active')")


class Alert(Base):
    """One person's wish to get one mail as soon as a seminar that fits takes people.

    `place` is the code of a prefecture, or empty for all of Japan; without a place there is a
    topic. `subject_key` says both in one text, so that one mailbox asks for the same only once.
    The address is kept until the wish is over: what stays then are place, topic and times, which
    say where seminars were wished for. `lapses_at` is when it is over by itself.
    """

    __tablename__ = "alert"
    __table_args__ = (
        CheckConstraint("place <> '' OR topic_id IS NOT NULL", name="place_or_topic"),
        CheckConstraint(
            "state IN ('asked', 'active') OR email = ''", name="no_address_once_it_is_over"
        ),
        Index(
            "uq_alert_open_wish",
            "email_key",
            "subject_key",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(None, "state", "place"),
        Index(None, "lapses_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[AlertState] = mapped_column(enum_column(AlertState, "state"))
    place: Mapped[str] = mapped_column(String(2), default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    subject_key: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    asked_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    lapses_at: Mapped[datetime]

    topic: Mapped[Topic | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it may still bring a mail."""
        return self.state in OPEN_ALERTS
