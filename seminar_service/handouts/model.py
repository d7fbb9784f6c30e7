"""Handouts, what there is of them in each store, and orders."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.counters.values import in_language
from seminar_service.domain.history import SubjectKind
from seminar_service.handouts.states import OrderState
from seminar_service.handouts.values import HandoutKind, ReceiverKind
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned


class Handout(Base):
    """A pamphlet or poster in one edition and language."""

    __tablename__ = "handout"
    __table_args__ = (UniqueConstraint("name_ja", "edition", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[HandoutKind] = mapped_column(enum_column(HandoutKind, "kind"))
    name_ja: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    edition: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    added_at: Mapped[datetime]

    def name(self, locale: str) -> str:
        """The name in the reader's language; the Japanese one where no other is known."""
        return in_language(self.name_ja, self.name_en, locale)


class HandoutStore(Base):
    """A place where handouts are kept."""

    __tablename__ = "handout_store"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class HandoutStock(Base):
    """How many pieces of a handout a store has, and how many of them are set apart for orders.

    Neither is ever below zero, and no more is set apart than there is: the database refuses it.
    """

    __tablename__ = "handout_stock"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="never_below_zero"),
        CheckConstraint("set_apart >= 0 AND set_apart <= on_hand", name="set_apart_of_what_is"),
    )

    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id"), primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("handout_store.id"), primary_key=True)
    on_hand: Mapped[int] = mapped_column(default=0)
    set_apart: Mapped[int] = mapped_column(default=0)

    @property
    def left(self) -> int:
        """What can still be approved."""
        return self.on_hand - self.set_apart


class StockEntry(Base):
    """A line of the stock's book: pieces that came (more than zero) or went (less).

    Of a receipt `form_key` makes a form that is sent twice count once; of a shipment `order_id`
    says for which order. `note` is what the staff wrote.
    """

    __tablename__ = "stock_entry"
    __table_args__ = (
        CheckConstraint("pieces <> 0", name="something"),
        Index(None, "order_id"),
        Index(None, "handout_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id"))
    store_id: Mapped[int] = mapped_column(ForeignKey("handout_store.id"))
    pieces: Mapped[int]
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(String(200), default="")
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("handout_order.id"))


class HandoutOrder(Versioned, Base):
    """Somebody asks for handouts; `store_id` is from where they come, once it is approved.

    To whom it goes is kept as it was entered: a parcel goes to the address of that day.
    `form_key` makes a form that is sent twice one order.
    """

    __tablename__ = "handout_order"
    subject_kind = SubjectKind.HANDOUT_ORDER
    __table_args__ = (
        Index(None, "state"),
        Index(None, "counter_id"),
        Index(None, "bid_id"),
        Index(None, "seminar_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[OrderState] = mapped_column(
        enum_column(OrderState, "state"), default=OrderState.ASKED
    )
    receiver: Mapped[ReceiverKind] = mapped_column(enum_column(ReceiverKind, "receiver"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bid.id", ondelete="SET NULL"))
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id", ondelete="SET NULL"))
    organisation: Mapped[str] = mapped_column(String(200))
    person: Mapped[str] = mapped_column(String(80), default="")
    prefecture: Mapped[str] = mapped_column(String(2))
    postal_code: Mapped[str] = mapped_column(String(8), default="")
    address: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(500), default="")
    store_id: Mapped[int | None] = mapped_column(ForeignKey("handout_store.id"))
    asked_at: Mapped[datetime]
    shipped_at: Mapped[datetime | None]

    lines: Mapped[list["OrderLine"]] = relationship(
        cascade="all, delete-orphan", order_by="OrderLine.handout_id"
    )
    store: Mapped[HandoutStore | None] = relationship()


class OrderLine(Base):
    """How many pieces of a handout an order asks for, and how many were approved."""

    __tablename__ = "handout_order_line"
    __table_args__ = (
        CheckConstraint("asked > 0", name="something_asked"),
        CheckConstraint("approved >= 0", name="approved_not_negative"),
    )

    order_id: Mapped[int] = mapped_column(
        ForeignKey("handout_order.id", ondelete="CASCADE"), primary_key=True
    )
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id"), primary_key=True)
    asked: Mapped[int]
    approved: Mapped[int | None]

    handout: Mapped[Handout] = relationship()
