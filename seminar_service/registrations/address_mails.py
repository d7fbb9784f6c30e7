"""The mails around another mail address. Each is part of the caller's transaction."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.japan_time import JAPAN
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import CalendarPart
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mailing
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Registration

RETURNS: Final = timedelta(days=14)
"""How long the owner of the earlier address can take the registration back."""


def send_button(
    session: Session,
    registration: Registration,
    wish: AddressChange,
    *,
    until: datetime,
    office: Office,
    now: datetime,
) -> None:
    """Ask the owner of a new address to press the button; the mail has no other link."""
    purpose = LinkPurpose.ADDRESS_CHANGE
    token = links.mint(session, purpose, registration.id, now=now, expires_at=until)
    values = {
        "button_address": office.addresses(registration.locale).new_mail_address(token),
        "until": until.astimezone(JAPAN),
    }
    mailing.enqueue(
        session,
        "registration_address_asked",
        registration,
        values,
        to=wish.email,
        office=office,
        now=now,
    )


def send_left(
    session: Session,
    registration: Registration,
    change: AddressChange | None,
    *,
    calendar: CalendarPart | None,
    office: Office,
    now: datetime,
) -> None:
    """Tell the address that the registration has until now that mails go to another one.

    With a `change` its owner can take the registration back for a while.
    """
    values: dict[str, object] = {"return_address": None}
    if change is not None:
        ends = now + RETURNS
        purpose = LinkPurpose.ADDRESS_RETURN
        token = links.mint(session, purpose, change.id, now=now, expires_at=ends)
        values = {
            "return_address": office.addresses(registration.locale).earlier_mail_address(token),
            "until": ends.astimezone(JAPAN),
        }
    mailing.enqueue(
        session,
        "registration_address_left",
        registration,
        values,
        office=office,
        now=now,
        calendar=calendar,
    )


def send_changed(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Tell the new address that mails go there, with the calendar entry and links of its own."""
    _send(session, "registration_address_changed", registration, office=office, now=now)


def send_returned(
    session: Session, registration: Registration, *, office: Office, now: datetime
) -> None:
    """Tell the earlier address that the registration is its own again, with links of its own."""
    _send(session, "registration_address_returned", registration, office=office, now=now)


def _send(
    session: Session, kind: str, registration: Registration, *, office: Office, now: datetime
) -> None:
    calendar = registration_calendars.request(session, registration, office=office)
    mailing.send(session, kind, registration, office, now, calendar=calendar)
