"""Invitations by mail (iMIP): what goes into the `text/calendar` part.

The part belongs into `multipart/alternative` beside the plain text, with the content type that
`CalendarPart.content_type` gives.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from icalendar import Event, vCalAddress, vText

from seminar_service.calendars.entry import add_reminders, new_event
from seminar_service.calendars.errors import RevisionMissing
from seminar_service.calendars.feed import add_events, calendar_bytes, new_calendar
from seminar_service.calendars.text import clean_line
from seminar_service.calendars.values import EntryStatus, Invitation, Person
from seminar_service.domain.mail_addresses import mailto
from seminar_service.domain.text_folding import break_encoded_words


class Method(StrEnum):
    """What an invitation asks the reader's calendar to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar to be mailed.

    Attributes:
        method: The same that stands inside `content`.
        content: The calendar, with CRLF after every line.
    """

    method: Method
    content: bytes

    @property
    def content_type(self) -> str:
        """The mail part's content type."""
        return f"text/calendar; method={self.method}; charset=UTF-8"


def request(invitation: Invitation) -> CalendarPart:
    """Put the seminar into one person's calendar, or bring it up to date there."""
    event = _new_event(invitation, _known_revision(invitation))
    event.add("ATTENDEE", _accepted(invitation.attendee))
    add_reminders(event, invitation.entry, invitation.reminders)
    return _part(Method.REQUEST, event)


def seminar_cancellation(invitation: Invitation) -> CalendarPart:
    """Tell one person's calendar that the whole seminar is cancelled.

    Raises:
        RevisionMissing: When the entry is not cancelled: its stored revision, which the
            cancellation itself raised, would be too low.
    """
    if invitation.entry.status is not EntryStatus.CANCELLED:
        raise RevisionMissing(f"the seminar {invitation.entry.uid} is not cancelled")
    event = _new_event(invitation, _known_revision(invitation))
    event.add("ATTENDEE", _address(invitation.attendee))
    return _part(Method.CANCEL, event)


def withdrawal(invitation: Invitation) -> CalendarPart:
    """Take the seminar out of one person's calendar after their withdrawal.

    The seminar goes on for the others, so the calendar carries no STATUS (RFC 5546, 3.2.5).
    """
    event = _new_event(invitation, _known_revision(invitation) + 1)
    event.add("ATTENDEE", _address(invitation.attendee))
    del event["STATUS"]
    return _part(Method.CANCEL, event)


def _new_event(invitation: Invitation, revision: int) -> Event:
    entry = replace(invitation.entry, sequence=revision, changed_at=invitation.changed_at)
    event = new_event(entry, invitation.locale, blocks_time=True)
    event.add("ORGANIZER", _address(invitation.organiser))
    return event


def _known_revision(invitation: Invitation) -> int:
    return invitation.entry.sequence + invitation.own_revision


def _accepted(attendee: Person) -> vCalAddress:
    """The registration is the acceptance, so nobody is asked to answer by calendar."""
    address = _address(attendee)
    address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    return address


def _address(person: Person) -> vCalAddress:
    name = break_encoded_words(clean_line(person.name))
    return vCalAddress(mailto(clean_line(person.mail)), params={"CN": name})


def _part(method: Method, event: Event) -> CalendarPart:
    calendar = new_calendar()
    calendar.add("METHOD", vText(method))
    add_events(calendar, [event])
    return CalendarPart(method, calendar_bytes(calendar))
