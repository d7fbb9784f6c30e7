"""What the tests of accounts share: somebody of the staff, with a role and a passkey."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Passkey, RoleName, StaffSession, User
from seminar_service.accounts.services import role_row
from seminar_service.accounts.sessions import hash_of
from seminar_service.outbox.model import Message
from tests.factories import NOW, make_user


def make_member(session: Session, role: RoleName = RoleName.CLERK, **values: Any) -> User:
    """Somebody of the staff who has chosen a password."""
    return make_user(
        session, **({"password": "a hash", "roles": [role_row(session, role)]} | values)
    )


def make_passkey(now: datetime, **values: Any) -> Passkey:
    """A passkey that nobody can use."""
    defaults: dict[str, Any] = {
        "credential_id": b"credential",
        "public_key": b"key",
        "sign_count": 0,
        "transports": ["internal"],
        "backup_state": False,
        "device_type": "single_device",
        "lastuse_datetime": now,
        "name": "事務所のパソコン",
        "usage": "first",
    }
    return Passkey(**(defaults | values))


def make_session(session: Session, user: User, token: str, **values: Any) -> StaffSession:
    """A browser in which somebody is logged in since the present of the tests."""
    defaults: dict[str, Any] = {"created_at": NOW, "last_seen_at": NOW}
    row = StaffSession(user_id=user.id, token_hash=hash_of(token), **(defaults | values))
    session.add(row)
    session.commit()
    return row


def tokens_alive(session: Session, *tokens: str) -> list[str]:
    """Those of some tokens that still belong to a session."""
    hashes = set(session.scalars(select(StaffSession.token_hash)))
    return [token for token in tokens if hash_of(token) in hashes]


def mails(session: Session) -> list[Message]:
    """All mails, the oldest first."""
    return list(session.scalars(select(Message).order_by(Message.id)))
