"""Logging an account out everywhere."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.models.accounts import User


def end_sessions(session: Session, user: User, *, actor: Actor, now: datetime) -> None:  # noqa: ARG001
    """End every session of an account. Part of the caller's transaction."""
    user.fs_uniquifier = uuid4().hex
