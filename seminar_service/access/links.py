"""Secret links: made for a mail, found again by their hash, revoked."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

import structlog
from sqlalchemy import CursorResult, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.errors import LinkExpired, LinkRevoked, LinkUnknown
from seminar_service.domain.japan_time import day_of
from seminar_service.storage.transaction import transaction

log = structlog.get_logger(__name__)

TOKEN_BYTES = 32
LONGEST_TOKEN = 128


def mint(
    session: Session,
    purpose: LinkPurpose,
    subject_id: int,
    *,
    now: datetime,
    expires_at: datetime | None = None,
    mailed: bool = False,
) -> str:
    """Make a new link for a row and give its token (256 random bits, URL-safe).

    Part of the caller's transaction: the token is worth something only once that is committed.
    Earlier links for the same row stay valid. Without `expires_at` it is good until it is
    revoked; `domain.link_lifetimes` says what is usual. `mailed` tells that it goes into a mail and
    is shown nowhere else.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        SecretLink(
            purpose=purpose,
            subject_id=subject_id,
            token_hash=hashed(token),
            created_at=now,
            expires_at=expires_at,
            mailed=mailed,
        )
    )
    return token


def resolve(
    session: Session,
    purpose: LinkPurpose,
    token: str,
    *,
    now: datetime,
    made_after: datetime | None = None,
) -> int:
    """The id of the row that a token opens for this purpose.

    Args:
        session: The database.
        purpose: What the link is for.
        token: What stands in the address.
        now: The present instant.
        made_after: Links that were made before this instant have expired, too, where given.

    Raises:
        LinkUnknown: there is no such link for this purpose.
        LinkRevoked: there was one.
        LinkExpired: there is one, and it is too old.
    """
    return _opening(session, purpose, token, now=now, made_after=made_after).subject_id


def visit(session: Session, purpose: LinkPurpose, token: str, *, now: datetime) -> int:
    """As `resolve`, for a look at what the link opens; also keeps the day, once for each.

    A day that cannot be written keeps nobody out.

    Raises:
        LinkUnknown: there is no such link for this purpose.
        LinkRevoked: there was one.
        LinkExpired: there is one, and it is too old.
    """
    link, today = _opening(session, purpose, token, now=now), day_of(now)
    subject_id = link.subject_id
    if link.used_on is None or link.used_on < today:
        note = update(SecretLink).where(SecretLink.id == link.id).values(used_on=today)
        try:
            with transaction(session):
                session.execute(note)
        except SQLAlchemyError as error:
            session.rollback()
            log.warning("link_use_not_kept", purpose=purpose.value, error=type(error).__name__)
    return subject_id


def was_mailed(session: Session, token: str) -> bool:
    """Whether a link travelled in a mail alone, so that whoever has it reads the mailbox."""
    found = select(SecretLink.mailed).where(SecretLink.token_hash == hashed(token))
    return bool(session.scalar(found))


def subject_of(session: Session, purpose: LinkPurpose, token: str) -> int:
    """The id of the row that a token opens or once opened for this purpose.

    Raises:
        LinkUnknown: there never was such a link for this purpose.
    """
    link = _found(session, purpose, token)
    if link is None:
        raise LinkUnknown
    return link.subject_id


def made_at(session: Session, token: str) -> datetime:
    """When a link was made, whatever has become of it.

    Raises:
        LinkUnknown: there never was such a link.
    """
    found = select(SecretLink.created_at).where(SecretLink.token_hash == hashed(token))
    made = session.scalar(found)
    if made is None:
        raise LinkUnknown
    return made


def any_open(
    session: Session, purposes: Collection[LinkPurpose], subject_id: int, *, now: datetime
) -> bool:
    """Whether one of these links to a row opens it."""
    found = session.scalars(
        select(SecretLink).where(
            SecretLink.purpose.in_(purposes), SecretLink.subject_id == subject_id
        )
    )
    return any(link.is_open(now) for link in found)


def revoke_all(session: Session, purpose: LinkPurpose, subject_id: int, *, now: datetime) -> int:
    """Make every link of this purpose for a row worthless; how many had not been revoked.

    Part of the caller's transaction.
    """
    statement = (
        update(SecretLink)
        .where(
            SecretLink.purpose == purpose,
            SecretLink.subject_id == subject_id,
            SecretLink.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _opening(
    session: Session,
    purpose: LinkPurpose,
    token: str,
    *,
    now: datetime,
    made_after: datetime | None = None,
) -> SecretLink:
    """The link that a token is, which opens its row; raises as `resolve`."""
    link = _found(session, purpose, token)
    if link is None:
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkRevoked
    if link.has_expired(now) or (made_after is not None and link.created_at <= made_after):
        raise LinkExpired
    return link


def _found(session: Session, purpose: LinkPurpose, token: str) -> SecretLink | None:
    if len(token) > LONGEST_TOKEN:
        return None
    return session.scalar(
        select(SecretLink)
        .where(SecretLink.token_hash == hashed(token), SecretLink.purpose == purpose)
        .execution_options(populate_existing=True)  # what was read before may have been used since
    )


def hashed(token: str) -> str:
    """What is kept of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
