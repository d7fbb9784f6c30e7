"""The mails to somebody whom the office moves to another seminar. Parts of its transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.calls import to_be_called
from seminar_service.registrations.mailing import send
from seminar_service.registrations.mails import send_state
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

TRANSFERRED = "registration_transferred"


def send_left(
    session: Session,
    registration: Registration,
    to: Seminar,
    *,
    before: RegistrationState,
    office: Office,
    now: datetime,
) -> None:
    """Say to which seminar somebody is moved, and take the former one out of the calendar.

    The registration is still at the former one, and its calendar revision not yet raised. `before`
    is how it stood there: only who had a place for good was invited.
    """
    calendar = (
        registration_calendars.withdrawal(session, registration, office=office)
        if before is RegistrationState.CONFIRMED
        else None
    )
    send(session, TRANSFERRED, registration, office, now, calendar=calendar, to=to)


def send_arrived(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say how somebody stands at the other seminar, with the calendar entry where there is a place.

    Who has no mail address is called once, about the move.
    """
    send_state(session, registration, office=office, now=now)
    if not registration.email:
        to_be_called(registration, TRANSFERRED, now=now)
