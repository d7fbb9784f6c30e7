"""Passkeys (WebAuthn): the public half of what a person's device keeps."""

from datetime import datetime

from flask_security import AsaList, WebAuthnMixin
from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column

from seminar_service.storage.base import Base

FIRST_FACTOR = "first"


class Passkey(Base, WebAuthnMixin):
    """One passkey of one account; names and meanings are Flask-Security's.

    `sign_count` grows with each use where the device counts, `transports` says how the device is
    reached, `extensions` is what the browser said beside the key (JSON). `usage` is always
    `FIRST_FACTOR`: a passkey that a person unlocks is knowledge and possession at once, and what
    may be used alone may be used after a password as well.
    """

    __tablename__ = "webauthn"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(Text)
    lastuse_datetime: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64), default=FIRST_FACTOR)
