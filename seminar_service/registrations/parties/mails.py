"""The mails to the contact of a party. Each is part of the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.errors import TooManyMails
from seminar_service.domain.link_lifetimes import registration_link_ends
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import CalendarPart, Recipient
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.queries import about, waiting_position
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar


@dataclass(frozen=True)
class Line:
    """One person of a party, as the contact's mail names them.

    Attributes:
        name: Who it is.
        state: How the registration stands.
        position: On the waiting list, from 1 on; None for who does not wait.
        is_held: Whether it lapses unless the button in a mail is pressed.
        own_address: The person's own page; empty where another mail brings it.
        mode: How the person attends; empty where the seminar is held at its venue alone.
    """

    name: str
    state: str
    position: int | None
    is_held: bool
    own_address: str
    mode: str


def mint(session: Session, party: Party, *, now: datetime) -> str:
    """Make a link to the contact's page that ends some months after the last of its seminars."""
    last_day = session.scalar(
        select(func.max(Seminar.day))
        .join(Registration, Registration.seminar_id == Seminar.id)
        .where(Registration.party_id == party.id)
    )
    ends = registration_link_ends(max(last_day or party.seminar.day, party.seminar.day), now=now)
    return links.mint(session, LinkPurpose.PARTY, party.id, now=now, expires_at=ends)


def send_registered(
    session: Session,
    party: Party,
    rows: Sequence[Registration],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Say who has a place, who waits, and who has still to confirm; with the contact's link.

    Those who share the contact's mailbox have their links, the button and the calendar entry here.
    """
    here = [row for row in rows if row.email_key == party.contact_email_key]
    placed = [row for row in here if row.state is RegistrationState.CONFIRMED]
    calendar = registration_calendars.request(session, placed[0], office=office) if placed else None
    held = next((row for row in here if row.held_until is not None), here[0] if here else None)
    button = mailing.button(session, held, office, now) if held else {}
    values = {"lines": [_line(session, party, row, office, now) for row in rows], **button}
    _enqueue(session, "party_registered", party, rows[0], values, office, now, calendar)


def send_exchanged(
    session: Session,
    party: Party,
    former: Registration,
    new: Registration,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Tell the contact that somebody of the party has been exchanged.

    A mailbox that has got as many mails as its owner must bear gets none about this.
    """
    try:
        mailboxes.count_mail(session, party.contact_email, caution=office.caution, now=now)
    except TooManyMails:
        return
    values: dict[str, object] = {"former_name": former.name, "successor_name": new.name}
    _enqueue(session, "party_exchanged", party, new, values, office, now)


def send_link(
    session: Session, party: Party, *, replaces: bool, office: Office, now: datetime
) -> None:
    """Send a new link to the contact's page, in place of earlier ones if `replaces`."""
    _enqueue(session, "party_link", party, None, {"replaces": replaces}, office, now)


def _line(session: Session, party: Party, row: Registration, office: Office, now: datetime) -> Line:
    own = ""
    if row.email_key == party.contact_email_key:
        token = mailing.mint(session, LinkPurpose.REGISTRATION, row, now=now)
        own = office.addresses(party.locale).registration(token)
    return Line(
        name=row.name,
        state=row.state.value,
        position=waiting_position(session, row),
        is_held=row.held_until is not None,
        own_address=own,
        mode=row.mode.value if party.seminar.is_hybrid else "",
    )


def _enqueue(  # noqa: PLR0917 (as its callers read best)
    session: Session,
    kind: str,
    party: Party,
    row: Registration | None,
    values: dict[str, object],
    office: Office,
    now: datetime,
    calendar: CalendarPart | None = None,
) -> None:
    addresses = office.addresses(party.locale)
    seminar = row.seminar if row is not None else party.seminar
    context: dict[str, object] = {
        "seminar": seminar,
        "party_address": addresses.party(mint(session, party, now=now)),
        "seminar_address": addresses.seminar(seminar.public_id),
        "home_address": addresses.home(),
        "office_name": office.name(party.locale),
        "office_contact": office.ways_to_ask,
        "button_address": None,
        "held_until": None,
    }
    outbox.enqueue(
        session,
        kind,
        Recipient(party.contact_email, party.contact_name, party.locale),
        context | values,
        about=about(row) if row is not None else f"party:{party.id}",
        now=now,
        calendar=calendar,
        letter=letter_of(session, party.seminar.tour_id, kind, party.locale),
    )
