"""Who is logged in where."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from seminar_service.domain.session_limits import SessionLimits
from seminar_service.models.accounts import User
from seminar_service.models.sessions import StaffSession


def session_with_account(session: Session, token_hash: str) -> StaffSession | None:
    """The session of a token with its account and roles; one query."""
    found = session.scalars(
        select(StaffSession)
        .join(StaffSession.user)
        .options(contains_eager(StaffSession.user).joinedload(User.roles))
        .where(StaffSession.token_hash == token_hash)
        .execution_options(populate_existing=True)
    )
    return found.unique().one_or_none()


def sessions_of(
    session: Session, user_id: int, limits: SessionLimits, now: datetime
) -> list[StaffSession]:
    """Where an account is logged in at present, the latest first."""
    begun_after, seen_after = limits.oldest(now)
    return list(
        session.scalars(
            select(StaffSession)
            .where(
                StaffSession.user_id == user_id,
                StaffSession.created_at > begun_after,
                StaffSession.last_seen_at > seen_after,
            )
            .order_by(StaffSession.last_seen_at.desc(), StaffSession.id.desc())
        )
    )
