"""Sessions of the staff: begun, noted, ended. The account that is named is the one that acts."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from seminar_service.accounts.devices import Device
from seminar_service.accounts.model import StaffSession, User
from seminar_service.accounts.session_endings import delete_sessions, end_all_sessions
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.storage.transaction import joint_transaction, transaction

TOKEN_BYTES = 32


def hash_of(token: str) -> str:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def log_in(
    session: Session, user: User, device: Device, *, previous: str | None, now: datetime
) -> str:
    """Begin a session of an account that has proven who it is, and return its token.

    Commits what Flask-Security has changed on the way (a password hashed anew, a recovery code
    used), too.

    Args:
        session: The database.
        user: The account.
        device: What it is used on.
        previous: The token that the browser brought along; what it belonged to ends.
        now: The present instant.
    """
    with joint_transaction(session):
        if previous is not None:
            session.execute(
                delete(StaffSession).where(StaffSession.token_hash == hash_of(previous))
            )
        token = _begun(session, user, device, now)
        _record(session, HistoryKind.LOGGED_IN, user.id, now, device)
    return token


def go_on_with_new_password(session: Session, user: User, device: Device, *, now: datetime) -> str:
    """End every session of an account whose password was just changed, and begin a new one.

    Commits the new password, too.
    """
    with joint_transaction(session):
        session.flush()
        delete_sessions(session, user.id)
        token = _begun(session, user, device, now)
        _record(session, HistoryKind.PASSWORD_CHANGED, user.id, now)
    return token


def log_out(session: Session, user_id: int, *, now: datetime) -> None:
    """End every session of an account, wherever it is logged in."""
    with joint_transaction(session):
        user = session.get_one(User, user_id)
        end_all_sessions(session, user)
        _record(session, HistoryKind.LOGGED_OUT, user_id, now)


def end_session(session: Session, user_id: int, session_id: int, *, now: datetime) -> None:
    """End one session of one's own account.

    Raises:
        NotFound: The account has no such session, or no longer.
    """
    with transaction(session):
        ended = session.scalar(
            delete(StaffSession)
            .where(StaffSession.id == session_id, StaffSession.user_id == user_id)
            .returning(StaffSession.id)
        )
        if ended is None:
            raise NotFound("session")
        _record(session, HistoryKind.SESSION_ENDED, user_id, now)


def end_other_sessions(session: Session, user_id: int, session_id: int, *, now: datetime) -> int:
    """End all sessions of one's own account but this one, and return how many there were."""
    with transaction(session):
        ended = session.scalars(
            delete(StaffSession)
            .where(StaffSession.id != session_id, StaffSession.user_id == user_id)
            .returning(StaffSession.id)
        ).all()
        if ended:
            _record(session, HistoryKind.SESSION_ENDED, user_id, now)
    return len(ended)


def note_visit(session: Session, session_id: int, *, now: datetime) -> None:
    """Keep when a session was seen last; one that has ended meanwhile stays ended."""
    with transaction(session):
        session.execute(
            update(StaffSession).where(StaffSession.id == session_id).values(last_seen_at=now)
        )


def _begun(session: Session, user: User, device: Device, now: datetime) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        StaffSession(
            token_hash=hash_of(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            browser=device.browser,
            system=device.system,
        )
    )
    return token


def _record(
    session: Session,
    kind: HistoryKind,
    user_id: int,
    now: datetime,
    device: Device | None = None,
) -> None:
    actor = Actor(ActorKind.ORGANISER, user_id=user_id)
    data = {"browser": device.browser, "system": device.system} if device else {}
    history.record(session, kind, history.account(user_id), actor, now, **data)
