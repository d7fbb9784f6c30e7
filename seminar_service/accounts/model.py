"""Passkeys (WebAuthn): the public half of what a person's device keeps."""

from datetime import datetime
from enum import StrEnum

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned

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


class RoleName(StrEnum):
    """What an account may do, on one of three ladders; on each, the first may more than the next.

    Of the office, administrators look after accounts and settings, planners plan and release,
    clerks work through bids and registrations, viewers look. Of the consultation desk, the head
    sees every case and experts their own. Counter staff sees its own support counter. Nobody of
    one ladder may do anything on another: an administrator reads no case.
    """

    ADMIN = "admin"
    PLANNER = "planner"
    CLERK = "clerk"
    VIEWER = "viewer"
    DESK_HEAD = "desk_head"
    DESK_EXPERT = "desk_expert"
    COUNTER_STAFF = "counter_staff"


class BulletinChoice(StrEnum):
    """When somebody is told by mail what hosts and advisers have done: soon, once a day, never."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """One of the roles in `RoleName`."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str] = mapped_column(String(255), default="")


class User(Versioned, Base, UserMixin):
    """An account: a mail address, an argon2 hash, roles, second factors.

    `password` is missing until somebody has followed an invitation. `locale` is the language of
    the mails to the person. Names that begin with `tf_`, `mf_` and `fs_` are Flask-Security's:
    `tf_totp_secret` is encrypted, `tf_last_counter` is the time step of the newest code that was
    used (each code works once), `mf_recovery_codes` are keyed hashes.

    `bulletin` is what the person has chosen to be told of (`accounts.bulletins`). What happened
    before `bulletin_since` is no longer told; `bulletin_told_at` is when the last bulletin
    was written. `urgent_since` is from when on the person is told at once of what is urgent about
    registrations, `digest_since` up to when the daily digest of registrations was told; None for
    who does not want it.
    """

    __tablename__ = "user"
    subject_kind = SubjectKind.ACCOUNT

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    locale: Mapped[str] = mapped_column(String(2), default="ja", server_default="ja")
    bulletin: Mapped[BulletinChoice] = mapped_column(
        enum_column(BulletinChoice, "bulletin"),
        default=BulletinChoice.NONE,
        server_default=BulletinChoice.NONE.value,
    )
    bulletin_since: Mapped[datetime | None]
    bulletin_told_at: Mapped[datetime | None]
    urgent_since: Mapped[datetime | None]
    digest_since: Mapped[datetime | None]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(1024))
    tf_last_counter: Mapped[int | None] = mapped_column(BigInteger)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]  # the mixin says str

    roles: Mapped[list[Role]] = relationship(secondary=user_role)  # type: ignore[assignment]  # the mixin says list[RoleMixin]
    webauthn: Mapped[list[Passkey]] = relationship(  # type: ignore[assignment]  # the mixin says list[WebAuthnMixin]
        cascade="all, delete-orphan", order_by=Passkey.id
    )

    @property
    def has_authenticator(self) -> bool:
        """Whether an authenticator app has been set up."""
        return bool(self.tf_primary_method and self.tf_totp_secret)

    @property
    def has_second_factor(self) -> bool:
        """Whether a password alone does not let this account in."""
        return self.has_authenticator or bool(self.webauthn)


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
