"""A seminar as it stands in the calendar of somebody registered."""

from dataclasses import replace
from typing import Final

from seminar_service.calendars.values import CalendarEntry, EntryStatus
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.calendar_entries import calendar_entry

_UNSURE: Final = LIVE_REGISTRATIONS - {RegistrationState.CONFIRMED}


def registered_entry(registration: Registration, addresses: Addresses) -> CalendarEntry:
    """A seminar as it stands for somebody registered: tentative for who has no place for good.

    Its revision is the seminar's and that of the person's own place together.
    """
    entry = calendar_entry(registration.seminar, addresses, invites=False)
    unsure = registration.state in _UNSURE and entry.status is not EntryStatus.CANCELLED
    said = _why_unsure(registration, addresses) + "\n\n" if unsure else ""
    return replace(
        entry,
        sequence=entry.sequence + registration.calendar_sequence,
        changed_at=max(entry.changed_at, registration.changed_at),
        status=EntryStatus.TENTATIVE if unsure else entry.status,
        description=said + entry.description,
    )


def _why_unsure(registration: Registration, addresses: Addresses) -> str:
    _ = catalogue(addresses.locale).gettext
    if registration.state is RegistrationState.PROVISIONAL:
        return _("Your place is held until you press the button in our email.")
    return _("You are on the waiting list.")
