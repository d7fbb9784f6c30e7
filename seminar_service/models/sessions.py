"""Sessions of the staff: where each account is logged in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.models.accounts import User
from seminar_service.storage.base import Base


class StaffSession(Base):
    """One browser in which an account is logged in.

    The browser's cookie carries a random token; only its SHA-256 is kept. Without its row a
    cookie is worth nothing, so whoever deletes the row ends the session at once. `last_seen_at`
    is coarse. `browser` and `system` name the device in words; no address is kept.
    """

    __tablename__ = "staff_session"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(String(40), default="")
    system: Mapped[str] = mapped_column(String(40), default="")

    user: Mapped[User] = relationship()
