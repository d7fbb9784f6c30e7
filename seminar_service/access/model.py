"""Secret links and the counters that limit strangers."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base, enum_column


class LinkPurpose(StrEnum):
    """What a secret link opens. One that opens a feed opens nothing else.

    `party` opens the page of a contact who has registered several people. `registration_button`,
    `mailbox`, `alert`, `invitation`, `address_change` and `address_return` travel in mails alone:
    who presses the button behind them reads the mailbox. The link to one's own registration is
    shown to whoever fills in the form, too.
    """

    BID = "bid"
    ADVISER = "adviser"
    COUNTER = "counter"
    REGISTRATION = "registration"
    PARTY = "party"
    REGISTRATION_BUTTON = "registration_button"
    MAILBOX = "mailbox"
    ALERT = "alert"
    INVITATION = "invitation"
    ADDRESS_CHANGE = "address_change"
    ADDRESS_RETURN = "address_return"
    HOST_FEED = "host_feed"
    ADVISER_FEED = "adviser_feed"
    REGISTRATION_FEED = "registration_feed"
    PASSWORD = "password"  # noqa: S105 (the name of a purpose)


class SecretLink(Base):
    """A link that is itself the permission: bound to one purpose and one row, revocable.

    Only the SHA-256 of the token is kept. `subject_id` is the row that it opens, of the kind
    that the purpose says. From `expires_at` on it opens nothing more; without one it is good
    until somebody revokes it. `used_on` is the last day in Japan on which it was looked at.
    `mailed` tells that it travelled in a mail and was shown nowhere: who has it reads the mailbox.
    """

    __tablename__ = "secret_link"
    __table_args__ = (Index(None, "purpose", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = mapped_column(enum_column(LinkPurpose, "purpose"))
    subject_id: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_on: Mapped[date | None]
    mailed: Mapped[bool] = mapped_column(default=False, server_default=false())

    def has_expired(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now

    def is_open(self, now: datetime) -> bool:
        """Whether it opens what it is for."""
        return self.revoked_at is None and not self.has_expired(now)


class RateCount(Base):
    """How often something was tried from one source within one window of time.

    `source` is a keyed hash, never an address.
    """

    __tablename__ = "rate_count"

    action: Mapped[str] = mapped_column(String(40), primary_key=True)
    source: Mapped[str] = mapped_column(String(64), primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class Mailbox(Base):
    """A mailbox to which this service has sent a button, or whose owner has pressed one.

    `key` is a keyed hash of the address, never the address itself. `asked_at` is when the last
    button for the mailbox alone was sent, `proven_at` when one was last pressed.
    """

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime | None]
    proven_at: Mapped[datetime | None]
