"""A seminar as it stands in the calendar of somebody registered."""

from dataclasses import replace
from typing import Final

from seminar_service.calendars.values import CalendarEntry, EntryStatus
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import JAPAN
from seminar_service.outbox.rendering import format_mail_moment
from seminar_service.registrations.attending import attending
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.calendar_entries import calendar_entry

_UNSURE: Final = LIVE_REGISTRATIONS - {RegistrationState.CONFIRMED}


def registered_entry(registration: Registration, addresses: Addresses) -> CalendarEntry:
    """A seminar as it stands for somebody registered: tentative for who has no place for good.

    Its revision is the seminar's and that of the person's own place together.
    """
    entry = attended_entry(registration, addresses)
    unsure = registration.state in _UNSURE and entry.status is not EntryStatus.CANCELLED
    said = _why_unsure(registration, addresses) + "\n\n" if unsure else ""
    return replace(
        entry,
        sequence=entry.sequence + registration.calendar_sequence,
        changed_at=max(entry.changed_at, registration.changed_at),
        status=EntryStatus.TENTATIVE if unsure else entry.status,
        description=said + entry.description,
    )


def attended_entry(registration: Registration, addresses: Addresses) -> CalendarEntry:
    """A seminar as it is for somebody registered: at the venue or online.

    Google, Outlook and Thunderbird make a way in of an address in LOCATION, Apple of one there or
    in the notes; CONFERENCE is for those that know it. Who is not told the address reads that the
    seminar is online, and no map shows the venue.
    """
    entry = calendar_entry(registration.seminar, addresses, invites=False)
    known = attending(registration)
    if not known.is_online:
        return entry
    _ = catalogue(addresses.locale).gettext
    pattern = _("%(label)s: %(value)s")
    where = [pattern % {"label": _("Online address"), "value": known.url}] if known.url else []
    return replace(
        entry,
        location=known.url or _("Online"),
        conference=known.url,
        position=None,
        description="\n".join([*where, *filter(None, [known.words])])
        + ("\n\n" if known.url else "")
        + entry.description,
    )


def _why_unsure(registration: Registration, addresses: Addresses) -> str:
    _ = catalogue(addresses.locale).gettext
    if registration.state is RegistrationState.PROVISIONAL:
        return _("Your place is held until you press the button in our email.")
    if registration.state is RegistrationState.OFFERED and registration.offered_until:
        until = format_mail_moment(registration.offered_until.astimezone(JAPAN), addresses.locale)
        return _(
            "A place is held for you until %(moment)s (Japan time). Please accept or decline it by "
            "then on the page to which our email leads."
        ) % {"moment": until}
    return _("You are on the waiting list.")
