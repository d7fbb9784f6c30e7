"""What people without a mail address are to be told by telephone or fax.

Wherever somebody would be written to, `mails` notes here that they are to be called instead; a
member of the staff says when that is done. Whoever is to be told two things is called once, and
told how it stands then.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.registrations.model import Registration


def to_be_called(registration: Registration, about: str, *, now: datetime) -> None:
    """Note that somebody is to be told something. Part of the caller's transaction.

    Args:
        registration: Who; without a mail address.
        about: The kind of the mail that cannot be written.
        now: The present instant.
    """
    registration.call_about = about
    registration.call_since = registration.call_since or now


def was_called(registration: Registration) -> None:
    """Note that somebody knows how it stands. Part of the caller's transaction."""
    registration.call_about, registration.call_since = "", None


def calls_of(session: Session, seminar_id: int) -> Sequence[Registration]:
    """Who of a seminar is to be called, whoever waits for it longest first. One query."""
    return session.scalars(
        select(Registration)
        .where(Registration.seminar_id == seminar_id, Registration.call_since.is_not(None))
        .order_by(Registration.call_since, Registration.id)
    ).all()
