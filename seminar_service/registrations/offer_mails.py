"""The mails around a place that is offered. Each is part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.registrations.mailing import send
from seminar_service.registrations.model import Registration


def send_offered(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say that a place is held for somebody who waited, until when, and where to answer.

    It brings no calendar entry: who puts one into the calendar might take that for the answer.
    """
    send(session, "registration_offered", registration, office, now)


def send_offer_lapsed(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say that a place was not accepted in time, and went to the next."""
    send(session, "registration_offer_lapsed", registration, office, now)


def send_declined(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Confirm that somebody has declined a place."""
    send(session, "registration_declined", registration, office, now)
