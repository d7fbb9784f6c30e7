"""The outbox, as the organiser's office looks after it."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.mail import sending
from seminar_service.storage.transaction import transaction


def retry_failed(session: Session, *, now: datetime) -> int:
    """Let every message that was given up be tried again from the beginning; how many."""
    with transaction(session):
        return sending.retry_failed(session, now=now)
