"""Ending sessions. Parts of the callers' transactions."""

from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from seminar_service.accounts.model import StaffSession, User


def end_all_sessions(session: Session, user: User) -> None:
    """End every session of an account, also log-ins that wait for their second factor.

    For whatever changes what an account is or may do: log-out, another password, other roles,
    a second factor reset, the account closed.
    """
    user.fs_uniquifier = uuid4().hex
    delete_sessions(session, user.id)


def delete_sessions(session: Session, user_id: int) -> None:
    """Forget every session of an account, where its identity is a new one already."""
    session.execute(delete(StaffSession).where(StaffSession.user_id == user_id))
