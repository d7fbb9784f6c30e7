"""The mails to those registered about what becomes of their seminar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.mailing import send
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    RegistrationState,
)
from seminar_service.seminars.facts import ChangedFact
from seminar_service.seminars.model import Seminar


@dataclass(frozen=True)
class Appointment:
    """Where and when a seminar is, kept to tell people what it was before a change."""

    day: date
    starts_at: time
    ends_at: time
    place: str
    venue_name: str
    venue_address: str

    @classmethod
    def of(cls, seminar: Seminar) -> "Appointment":
        """The present appointment of a seminar."""
        return cls(
            day=seminar.day,
            starts_at=seminar.starts_at,
            ends_at=seminar.ends_at,
            place=seminar.place,
            venue_name=seminar.venue_name,
            venue_address=seminar.venue_address,
        )


def send_seminar_cancelled(
    session: Session,
    registration: Registration,
    *,
    before: RegistrationState,
    near: Sequence[Seminar] = (),
    office: Office,
    now: datetime,
    words: str = "",
) -> Message | None:
    """Say that the seminar is not held, and where else there are places: `near`.

    `before` is how the registration stood until now; `words`, here and below, what the office adds.
    """
    addresses = office.addresses(registration.locale)
    calendar = (
        registration_calendars.cancellation(session, registration, office=office)
        if before is RegistrationState.CONFIRMED
        else None
    )
    return send(
        session,
        "registration_seminar_cancelled",
        registration,
        office,
        now,
        calendar=calendar,
        words=words,
        held_place=before in HOLDING_REGISTRATIONS,
        near=[(each, addresses.seminar(each.public_id)) for each in near],
    )


def send_moved(
    session: Session,
    registration: Registration,
    before: Appointment,
    changes: Sequence[ChangedFact] = (),
    *,
    office: Office,
    now: datetime,
    words: str = "",
) -> Message | None:
    """Say that the seminar is on another day or at another time, and what `changes` beside that."""
    calendar = registration_calendars.request(session, registration, office=office)
    return send(
        session,
        "registration_moved",
        registration,
        office,
        now,
        calendar=calendar,
        words=words,
        before=before,
        changes=changes,
        waiting=registration.state is RegistrationState.WAITING,
    )


def send_changed(
    session: Session,
    registration: Registration,
    changes: Sequence[ChangedFact],
    *,
    office: Office,
    now: datetime,
    words: str = "",
) -> Message | None:
    """Say what is said otherwise about the seminar, with the calendar entry as it is now."""
    calendar = registration_calendars.request(session, registration, office=office)
    return send(
        session,
        "registration_changed",
        registration,
        office,
        now,
        calendar=calendar,
        words=words,
        changes=changes,
        waiting=registration.state is RegistrationState.WAITING,
    )
