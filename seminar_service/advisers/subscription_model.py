"""The calendars of advisers that are fetched every night, and the days that they take."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.advisers.model import Adviser
from seminar_service.fetching.values import LONGEST_MARK, Fault
from seminar_service.storage.base import Base, enum_column

LONGEST_HOST = 253


class SubscriptionFault(StrEnum):
    """Why a calendar could not be fetched the last time.

    What `fetching.values.Fault` knows, and what is wrong with what came. `LOCKED` is an address
    that was sealed under a secret key that is gone.
    """

    HOST_UNKNOWN = Fault.HOST_UNKNOWN.value
    NOT_PUBLIC = Fault.NOT_PUBLIC.value
    UNREACHABLE = Fault.UNREACHABLE.value
    UNTRUSTED = Fault.UNTRUSTED.value
    REFUSED = Fault.REFUSED.value
    UNAVAILABLE = Fault.UNAVAILABLE.value
    REDIRECTED = Fault.REDIRECTED.value
    TOO_SLOW = Fault.TOO_SLOW.value
    TOO_LARGE = Fault.TOO_LARGE.value
    UNREADABLE = "unreadable"
    LOCKED = "locked"


class CalendarSubscription(Base):
    """An adviser's own calendar, which is fetched every night.

    Attributes:
        address: Where it is, under a seal: who knows it reads the calendar.
        host: As much of the address as the office sees.
        read_until: The last day of which the days that were found say something.
        etag: What the server called its last answer; so `last_modified`.
        fetched_at: When it was last fetched, or was as before.
        next_at: When it is fetched next.
        tries: How often it has failed since the last night began.
        failing_since: When it first failed since it was fetched last; None while it does not.
        told_at: When the adviser was written to about that.
    """

    __tablename__ = "calendar_subscription"
    __table_args__ = (CheckConstraint("tries >= 0", name="tries_not_negative"),)

    adviser_id: Mapped[int] = mapped_column(
        ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    address: Mapped[str] = mapped_column(Text)
    host: Mapped[str] = mapped_column(String(LONGEST_HOST))
    subscribed_at: Mapped[datetime]
    read_until: Mapped[date]
    etag: Mapped[str] = mapped_column(String(LONGEST_MARK), default="")
    last_modified: Mapped[str] = mapped_column(String(LONGEST_MARK), default="")
    fetched_at: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    fault: Mapped[SubscriptionFault | None] = mapped_column(enum_column(SubscriptionFault, "fault"))
    told_at: Mapped[datetime | None]

    adviser: Mapped[Adviser] = relationship()
    days: Mapped[list["SubscribedDay"]] = relationship(
        cascade="all, delete-orphan", order_by="SubscribedDay.day"
    )


class SubscribedDay(Base):
    """A day that a fetched calendar takes: its last good state.

    `kept_free` is what somebody has said by hand against it; that holds as long as the calendar
    takes the day.
    """

    __tablename__ = "subscribed_day"

    adviser_id: Mapped[int] = mapped_column(
        ForeignKey("calendar_subscription.adviser_id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    kept_free: Mapped[bool] = mapped_column(default=False)
