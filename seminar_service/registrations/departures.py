"""From which seminars registrations were moved to others. Parts of the callers' transactions."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.registrations.change_model import RegistrationDeparture
from seminar_service.registrations.model import Registration


def leave(session: Session, row: Registration, *, told: bool, now: datetime) -> None:
    """Keep what is to be known of a registration at the seminar that it leaves.

    Its calendar revision is the last that calendars are told of it there.
    """
    departure = session.get(RegistrationDeparture, (row.id, row.seminar_id))
    if departure is None:
        departure = RegistrationDeparture(registration_id=row.id, seminar_id=row.seminar_id)
        session.add(departure)
    departure.queue_number = row.queue_number
    departure.email_key = row.email_key
    departure.calendar_sequence = row.calendar_sequence
    departure.by_host, row.by_host = row.by_host, False
    departure.told = told
    departure.left_at = now


def come_back(session: Session, row: Registration, seminar_id: int) -> int | None:
    """Forget that a registration left a seminar; its number there if nobody was told of it."""
    departure = session.get(RegistrationDeparture, (row.id, seminar_id))
    if departure is None:
        return None
    row.by_host = departure.by_host
    session.delete(departure)
    session.flush()
    return None if departure.told else departure.queue_number
