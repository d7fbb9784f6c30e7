"""The mails around a registration. Each is part of the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.link_lifetimes import registration_link_ends
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import CalendarPart, Recipient
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about, waiting_position
from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    LIVE_REGISTRATIONS,
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


def mint(
    session: Session, purpose: LinkPurpose, registration: Registration, *, now: datetime
) -> str:
    """Make a link to a registration's page or button that ends some months after the seminar."""
    ends = registration_link_ends(registration.seminar.day, now=now)
    return links.mint(session, purpose, registration.id, now=now, expires_at=ends)


def send_state(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say that somebody has a place, with the calendar entry, or waits, and at which position.

    Where the button must be pressed, the mail says until when, and brings no calendar entry.
    """
    if registration.state is RegistrationState.PROVISIONAL:
        _send(session, "registration_provisional", registration, office, now)
        return
    if registration.state is RegistrationState.WAITING:
        position = waiting_position(session, registration)
        _send(session, "registration_waiting", registration, office, now, position=position)
        return
    calendar = registration_calendars.request(session, registration, office=office)
    _send(session, "registration_confirmed", registration, office, now, calendar=calendar)


def send_moved_up(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Say that somebody who waited has a place now."""
    calendar = registration_calendars.request(session, registration, office=office)
    _send(session, "registration_moved_up", registration, office, now, calendar=calendar)


def send_withdrawal(
    session: Session,
    registration: Registration,
    *,
    before: RegistrationState,
    office: Office,
    now: datetime,
) -> None:
    """Confirm a withdrawal, and take the entry out of the person's calendar.

    `before` is how the registration stood until now; only who had a place for good was invited.
    """
    calendar = (
        registration_calendars.withdrawal(session, registration, office=office)
        if before is RegistrationState.CONFIRMED
        else None
    )
    _send(
        session,
        "registration_withdrawn",
        registration,
        office,
        now,
        calendar=calendar,
        held_place=before in HOLDING_REGISTRATIONS,
    )


def send_seminar_cancelled(
    session: Session,
    registration: Registration,
    *,
    before: RegistrationState,
    office: Office,
    now: datetime,
) -> None:
    """Say that the seminar is not held. `before` is how the registration stood until now."""
    calendar = (
        registration_calendars.cancellation(session, registration, office=office)
        if before is RegistrationState.CONFIRMED
        else None
    )
    _send(
        session,
        "registration_seminar_cancelled",
        registration,
        office,
        now,
        calendar=calendar,
        held_place=before in HOLDING_REGISTRATIONS,
    )


def send_moved(
    session: Session,
    registration: Registration,
    before: Appointment,
    changes: Sequence[ChangedFact] = (),
    *,
    office: Office,
    now: datetime,
) -> None:
    """Say that the seminar is on another day or at another time, and what `changes` beside that."""
    invited = registration.state is RegistrationState.CONFIRMED
    calendar = (
        registration_calendars.request(session, registration, office=office) if invited else None
    )
    _send(
        session,
        "registration_moved",
        registration,
        office,
        now,
        calendar=calendar,
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
) -> None:
    """Say what is said otherwise about the seminar, with the calendar entry as it is now."""
    invited = registration.state is RegistrationState.CONFIRMED
    calendar = (
        registration_calendars.request(session, registration, office=office) if invited else None
    )
    _send(
        session,
        "registration_changed",
        registration,
        office,
        now,
        calendar=calendar,
        changes=changes,
        waiting=registration.state is RegistrationState.WAITING,
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

    `addresses` has `own_address`, `feed_address` or both.
    """
    wanted = registration.state in LIVE_REGISTRATIONS and "own_address" in addresses
    button = _button(session, registration, office, now) if wanted else {}
    values = {"replaces": replaces, **addresses, **button}
    _enqueue(session, "links_renewed", registration, values, office=office, now=now)


def _send(
    session: Session,
    kind: str,
    registration: Registration,
    office: Office,
    now: datetime,
    *,
    calendar: CalendarPart | None = None,
    **values: object,
) -> None:
    addresses = office.addresses(registration.locale)
    context: dict[str, object] = {}
    if registration.state is not RegistrationState.CANCELLED:
        context |= _own_addresses(session, registration, addresses, now)
        context |= _button(session, registration, office, now)
    values = context | values
    _enqueue(session, kind, registration, values, office=office, now=now, calendar=calendar)


def _enqueue(
    session: Session,
    kind: str,
    registration: Registration,
    values: dict[str, object],
    *,
    office: Office,
    now: datetime,
    calendar: CalendarPart | None = None,
) -> None:
    seminar, locale = registration.seminar, registration.locale
    addresses = office.addresses(locale)
    context: dict[str, object] = {
        "seminar": seminar,
        "provisional": registration.state is RegistrationState.PROVISIONAL,
        "seminar_address": addresses.seminar(seminar.public_id),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    outbox.enqueue(
        session,
        kind,
        Recipient(registration.email, registration.name, locale),
        context | values,
        about=about(registration),
        now=now,
        calendar=calendar,
    )


def _button(
    session: Session, registration: Registration, office: Office, now: datetime
) -> dict[str, object]:
    """The button that proves the mailbox; no address where nobody needs to press it."""
    until = registration.held_until
    needed = until is not None or not mailboxes.is_proven(
        session, registration.email, caution=office.caution, now=now
    )
    if not needed:
        return {"held_until": None, "button_address": None}
    token = mint(session, LinkPurpose.REGISTRATION_BUTTON, registration, now=now)
    return {
        "held_until": until.astimezone(JAPAN) if until else None,
        "button_address": office.addresses(registration.locale).registration_button(token),
    }


def _own_addresses(
    session: Session, registration: Registration, addresses: Addresses, now: datetime
) -> dict[str, object]:
    page = mint(session, LinkPurpose.REGISTRATION, registration, now=now)
    feed = links.mint(session, LinkPurpose.REGISTRATION_FEED, registration.id, now=now)
    return {
        "own_address": addresses.registration(page),
        "feed_address": addresses.registration_feed(feed),
    }
