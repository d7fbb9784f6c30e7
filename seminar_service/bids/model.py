"""Bids: a host's request, its wishes and what was said about it."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.bids.states import BidState
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.vocabulary import Audience, BidSource, Choice, HostKind
from seminar_service.history.model import HistoryLine
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Topic, Tour

if TYPE_CHECKING:
    from seminar_service.seminars.model import Seminar

bid_slot_topic = Table(
    "bid_slot_topic",
    Base.metadata,
    Column("bid_slot_id", ForeignKey("bid_slot.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
)


class Bid(Versioned, Base):
    """A host's request for one seminar.

    `number` counts within the tour and is what organisers and hosts call the bid by.
    `decline_yen` is what refusing the bid costs in planning; the tour's figure where empty.
    `locale` is the language that its host is written to in. `idempotency_key` makes a form
    that is sent twice one bid. `contact_changed_at` is when it was given to another mailbox last.
    """

    __tablename__ = "bid"
    subject_kind = SubjectKind.BID
    __table_args__ = (
        UniqueConstraint("tour_id", "number"),
        CheckConstraint("ends_at > starts_at", name="times_in_order"),
        CheckConstraint("capacity > 0", name="capacity_positive"),
        Index(None, "tour_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    number: Mapped[int]
    state: Mapped[BidState] = mapped_column(enum_column(BidState, "state"))
    source: Mapped[BidSource] = mapped_column(enum_column(BidSource, "source"))
    idempotency_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    host_kind: Mapped[HostKind] = mapped_column(enum_column(HostKind, "host_kind"))
    host_name: Mapped[str] = mapped_column(String(120))
    host_name_kana: Mapped[str] = mapped_column(String(120), default="")
    corporate_number: Mapped[str | None] = mapped_column(String(13))
    contact_name: Mapped[str] = mapped_column(String(80))
    contact_department: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254))
    contact_telephone: Mapped[str] = mapped_column(String(20), default="")
    place: Mapped[str] = mapped_column(String(2))
    venue_name: Mapped[str] = mapped_column(String(120))
    venue_postal_code: Mapped[str] = mapped_column(String(8), default="")
    venue_address: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[int]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    expected_audience: Mapped[int | None]
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, "audience"))
    remarks: Mapped[str] = mapped_column(Text, default="")
    decline_yen: Mapped[int | None]
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    created_at: Mapped[datetime]
    contact_changed_at: Mapped[datetime | None]

    tour: Mapped[Tour] = relationship()
    slots: Mapped[list["BidSlot"]] = relationship(
        back_populates="bid", order_by="BidSlot.position", cascade="all, delete-orphan"
    )
    dates: Mapped[list["BidDate"]] = relationship(
        back_populates="bid", order_by="BidDate.day", cascade="all, delete-orphan"
    )
    seminars: Mapped[list["Seminar"]] = relationship(viewonly=True, order_by="Seminar.id")

    @property
    def reference(self) -> str:
        """The number by which host and office speak of it, such as `2027-12`."""
        return f"{self.tour.code}-{self.number}"


class BidSlot(Base):
    """One adviser that the seminar needs, and the topics that this adviser must have."""

    __tablename__ = "bid_slot"
    __table_args__ = (UniqueConstraint("bid_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    position: Mapped[int]

    bid: Mapped[Bid] = relationship(back_populates="slots")
    topics: Mapped[list[Topic]] = relationship(secondary=bid_slot_topic, order_by=Topic.position)


class BidDate(Base):
    """A day, and how gladly the host would hold the seminar on it (or that it cannot)."""

    __tablename__ = "bid_date"

    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    choice: Mapped[Choice] = mapped_column(enum_column(Choice, "choice"))

    bid: Mapped[Bid] = relationship(back_populates="dates")


class BidMemo(Base):
    """What the staff wrote down about a bid, unread by hosts; the history has who and when."""

    __tablename__ = "bid_memo"
    __table_args__ = (Index(None, "bid_id"),)

    history_id: Mapped[int] = mapped_column(
        ForeignKey("history.id", ondelete="CASCADE"), primary_key=True
    )
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)

    line: Mapped[HistoryLine] = relationship()


class BidNote(Base):
    """What somebody wrote to the host, or the host to the office, with what they did.

    A question, an answer, a reason: it is part of the bid, may hold personal details, and is shown
    to the host. The history has the rest of it: who, when, what.
    """

    __tablename__ = "bid_note"
    __table_args__ = (Index(None, "bid_id"),)

    history_id: Mapped[int] = mapped_column(
        ForeignKey("history.id", ondelete="CASCADE"), primary_key=True
    )
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)

    line: Mapped[HistoryLine] = relationship()
