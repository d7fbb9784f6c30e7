"""How a mail about a registration is written: its links, its button, its frame."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.link_lifetimes import registration_link_ends
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.letters import LETTER_KINDS
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import CalendarPart, Recipient
from seminar_service.registrations.attending import attending
from seminar_service.registrations.calls import to_be_called
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about
from seminar_service.registrations.states import (
    RegistrationState,
)


def mint(
    session: Session,
    purpose: LinkPurpose,
    registration: Registration,
    *,
    mailed: bool = True,
    now: datetime,
) -> str:
    """Make a link to a registration's page or button that ends some months after the seminar.

    `mailed` unless it is shown to somebody of whom nobody knows whether the mailbox is theirs.
    """
    ends = registration_link_ends(registration.seminar.day, now=now)
    return links.mint(session, purpose, registration.id, now=now, expires_at=ends, mailed=mailed)


def send(
    session: Session,
    kind: str,
    registration: Registration,
    office: Office,
    now: datetime,
    *,
    calendar: CalendarPart | None = None,
    words: str = "",
    **values: object,
) -> Message | None:
    """Write a mail of some kind about a registration, with whatever links it may need.

    `words` is what the office adds to it.

    Who has no mail address is noted as to be called instead; no mail is given then.
    """
    if not registration.email:
        to_be_called(registration, kind, now=now)
        return None
    addresses = office.addresses(registration.locale)
    context: dict[str, object] = {"registered_by": _registered_by(registration)}
    if registration.state is not RegistrationState.CANCELLED:
        context |= _own_addresses(session, registration, addresses, now)
        context |= button(session, registration, office, now)
        context |= _offer_end(registration)
    values = context | values
    return enqueue(
        session,
        kind,
        registration,
        values,
        office=office,
        now=now,
        calendar=calendar,
        words=words,
    )


def enqueue(
    session: Session,
    kind: str,
    registration: Registration,
    values: dict[str, object],
    *,
    to: str | None = None,
    office: Office,
    now: datetime,
    calendar: CalendarPart | None = None,
    words: str = "",
) -> Message:
    """Write a mail of some kind about a registration, with no links but those of `values`.

    `to` is where it goes, if not to the registration's own address.
    """
    seminar, locale = registration.seminar, registration.locale
    addresses = office.addresses(locale)
    context: dict[str, object] = {
        "seminar": seminar,
        "provisional": registration.state is RegistrationState.PROVISIONAL,
        "offered": registration.state is RegistrationState.OFFERED,
        "attending": attending(registration),
        "seminar_address": addresses.seminar(seminar.public_id),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    return outbox.enqueue(
        session,
        kind,
        Recipient(to or registration.email, registration.name, locale),
        context | values,
        about=about(registration),
        now=now,
        calendar=calendar,
        replies_to=seminar.tour.mail_replies_to,
        letter=letter_of(session, seminar.tour_id, kind, locale) if kind in LETTER_KINDS else None,
        words=words,
    )


def button(
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


def _registered_by(registration: Registration) -> str:
    """The name of the contact who registered somebody; empty for who came by themselves."""
    party = registration.party
    if party is None or party.contact_email_key == registration.email_key:
        return ""
    return party.contact_name


def _own_addresses(
    session: Session, registration: Registration, addresses: Addresses, now: datetime
) -> dict[str, object]:
    page = mint(session, LinkPurpose.REGISTRATION, registration, now=now)
    feed = links.mint(session, LinkPurpose.REGISTRATION_FEED, registration.id, now=now)
    return {
        "own_address": addresses.registration(page),
        "stay_address": addresses.registration_stay(page),
        "offer_address": addresses.registration_offer(page),
        "feed_address": addresses.registration_feed(feed),
    }


def _offer_end(registration: Registration) -> dict[str, object]:
    """When an offer ends, or ended; no instant for who never was offered a place."""
    until = registration.offered_until
    return {"offered_until": until.astimezone(JAPAN) if until else None}
