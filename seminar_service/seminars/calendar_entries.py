"""Seminars as calendar entries."""

from datetime import datetime, timedelta

from seminar_service.calendars.values import CalendarEntry, PersonalEntry, Position, Reminder
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.positions import degrees
from seminar_service.seminars import calendar_texts as descriptions
from seminar_service.seminars.calendar_rows import CalendarSeminar
from seminar_service.seminars.states import CALENDAR_STATUS


def calendar_entry(
    seminar: CalendarSeminar, addresses: Addresses, *, invites: bool = True
) -> CalendarEntry:
    """A seminar as calendars show it, in the language of `addresses`.

    Args:
        seminar: The seminar, with topics and team.
        addresses: Builds addresses in the reader's language.
        invites: Whether readers are told where to register.
    """
    locale = addresses.locale
    shown = seminar.is_public
    return CalendarEntry(
        uid=seminar.uid,
        sequence=seminar.calendar_sequence,
        changed_at=_changed_at(seminar),
        created_at=seminar.created_at,
        start=instant_of(seminar.day, seminar.starts_at),
        end=instant_of(seminar.day, seminar.ends_at),
        status=CALENDAR_STATUS[seminar.state],
        title=descriptions.title(seminar, locale),
        description=descriptions.description(seminar, addresses, invites=invites),
        location=descriptions.location(seminar, locale),
        address=addresses.seminar(seminar.public_id) if shown else "",
        topics=tuple(topic.name(locale) for topic in seminar.topics),
        position=_position(seminar),
    )


def _position(seminar: CalendarSeminar) -> Position | None:
    return Position(*degrees(seminar.venue_position)) if seminar.venue_position else None


def _changed_at(seminar: CalendarSeminar) -> datetime:
    """When anything that the entry shows was changed: the seminar itself, or a name in it."""
    topics = [each.renamed_at for each in seminar.topics]
    advisers = [each.renamed_at for each in seminar.advisers]
    return max([seminar.changed_at, *(renamed for renamed in topics + advisers if renamed)])


def with_reminder(entry: CalendarEntry, addresses: Addresses) -> PersonalEntry:
    """An entry of somebody's own calendar, with a reminder on the day before."""
    _ = catalogue(addresses.locale).gettext
    text = _("Tomorrow: %(title)s") % {"title": entry.title}
    return PersonalEntry(entry, (Reminder(timedelta(days=1), text),))
