"""Invitations: which host of an earlier year has been asked in a tour, and who wants none."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.bids.model import Bid
from seminar_service.storage.base import Base
from seminar_service.tours.model import Tour


class Invitation(Base):
    """One host of an earlier year who has been asked to bid in a tour, once for good.

    `bid_id` is the earlier bid, whose contact was written to and whose details the form of the link
    begins with. `contact_key` is a hash of that address (`domain.mail_addresses.address_digest`),
    so that nobody gets two invitations to one tour, whatever becomes of the bid.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("tour_id", "contact_key"),
        UniqueConstraint("tour_id", "bid_id"),
        Index(None, "bid_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    contact_key: Mapped[str] = mapped_column(String(64))
    invited_at: Mapped[datetime]

    tour: Mapped[Tour] = relationship()
    bid: Mapped[Bid] = relationship()


class NoInvitation(Base):
    """A mail address to which no invitation is ever sent again; kept for good, as a hash alone.

    The hash has no key: one that hung on the secret of the installation would end with it, and the
    owner's no with the hash.
    """

    __tablename__ = "no_invitation"

    contact_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[date]
