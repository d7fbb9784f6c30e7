"""The mails around a registration. Each is part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.mailing import button, enqueue, send
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import waiting_position
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    LIVE_REGISTRATIONS,
    RegistrationState,
)


def send_state(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> Message | None:
    """Say that somebody has a place, with the calendar entry, or waits, and at which position.

    Where the button must be pressed, or an offer accepted, the mail says until when, and brings
    no calendar entry.
    """
    if registration.state is RegistrationState.PROVISIONAL:
        return send(session, "registration_provisional", registration, office, now)
    if registration.state is RegistrationState.WAITING:
        position = waiting_position(session, registration)
        return send(session, "registration_waiting", registration, office, now, position=position)
    if registration.state is RegistrationState.OFFERED:
        return send(session, "registration_offered", registration, office, now)
    calendar = registration_calendars.request(session, registration, office=office)
    return send(session, "registration_confirmed", registration, office, now, calendar=calendar)


def send_moved_up(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say that somebody who waited has a place now."""
    calendar = registration_calendars.request(session, registration, office=office)
    send(session, "registration_moved_up", registration, office, now, calendar=calendar)


def send_withdrawal(
    session: Session,
    registration: Registration,
    *,
    before: RegistrationState,
    by_office: bool = False,
    contact: str = "",
    office: Office,
    now: datetime,
) -> None:
    """Confirm a withdrawal, and take the entry out of the person's calendar.

    `before` is how the registration stood until now; only who had a place for good was invited.
    `by_office` where not the person but the office gave it up, `contact` the name of the contact
    where it was the one who registered the person.
    """
    calendar = (
        registration_calendars.withdrawal(session, registration, office=office)
        if before is RegistrationState.CONFIRMED
        else None
    )
    send(
        session,
        "registration_withdrawn",
        registration,
        office,
        now,
        calendar=calendar,
        held_place=before in HOLDING_REGISTRATIONS,
        by_office=by_office,
        contact=contact,
    )


def send_edited(
    session: Session, registration: Registration, *, invites: bool, office: Office, now: datetime
) -> None:
    """Say what the office has noted about somebody, with a new link while the registration stands.

    `invites` where the mail goes to an address whose calendar does not know the seminar yet.
    """
    calendar = (
        registration_calendars.request(session, registration, office=office) if invites else None
    )
    send(
        session,
        "registration_edited",
        registration,
        office,
        now,
        calendar=calendar,
        noted=registration,
    )


def send_links(
    session: Session,
    registration: Registration,
    addresses: dict[str, object],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    """Send new links, in place of earlier ones if `replaces`; with the button where one is needed.

    `addresses` has `own_address`, `feed_address` or both. Nobody is called to be told a link.
    """
    if not registration.email:
        return
    wanted = registration.state in LIVE_REGISTRATIONS and "own_address" in addresses
    pressed = button(session, registration, office, now) if wanted else {}
    values = {"replaces": replaces, **addresses, **pressed}
    enqueue(session, "links_renewed", registration, values, office=office, now=now)
