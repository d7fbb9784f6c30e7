"""The values of which calendars are made.

They hold finished text in one language; `seminar_service.calendars.text` cleans it on the way out.
All times are aware; what readers see is Japanese time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from seminar_service.domain.locales import Locale

DEFAULT_REFRESH: Final = timedelta(hours=6)
"""How often subscribers are asked to look again."""


class EntryStatus(StrEnum):
    """How sure an entry is, in the words of iCalendar."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a venue stands.

    Attributes:
        latitude: Degrees, north positive.
        longitude: Degrees, east positive.
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One seminar as calendars see it.

    Attributes:
        uid: Random identity, stored when the seminar was released; the same everywhere, for ever.
        sequence: Stored revision from 0; rises when start, end, status or venue change.
        changed_at: When the stored seminar last changed.
        created_at: When it was released.
        start: When it begins.
        end: When it ends; after `start`.
        status: How sure it is.
        title: One line, without a mark for its status, which is put before it here.
        description: Lines of plain text.
        location: One line, the way readers of the language write it.
        address: Absolute address of its page; empty where there is none.
        topics: Names of its topics.
        position: The venue's own position where it is known; never the prefecture's.
        conference: Where the reader attends online, an absolute address; empty for everybody else.
    """

    uid: UUID
    sequence: int
    changed_at: datetime
    created_at: datetime
    start: datetime
    end: datetime
    status: EntryStatus
    title: str
    description: str = ""
    location: str = ""
    address: str = ""
    topics: tuple[str, ...] = ()
    position: Position | None = None
    conference: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message that the reader's calendar shows before an entry.

    Attributes:
        before: How long before the start.
        text: What it says; one line.
    """

    before: timedelta
    text: str


@dataclass(frozen=True, slots=True)
class PersonalEntry:
    """An entry in somebody's own calendar, with reminders."""

    entry: CalendarEntry
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says about itself.

    Attributes:
        names: The calendar's name in every language.
        descriptions: One sentence about it in every language.
        locale: Language of the entries.
        address: Absolute https address of the feed; empty for private feeds, whose address is a
            secret that must not travel with an exported copy.
        page: Absolute address of the page about it; empty where there is none.
        colour: CSS3 colour name.
        refresh: How often to look again.
    """

    names: Mapping[Locale, str]
    descriptions: Mapping[Locale, str]
    locale: Locale
    address: str = ""
    page: str = ""
    colour: str = "steelblue"
    refresh: timedelta = DEFAULT_REFRESH

    def __hash__(self) -> int:
        """Feeds that say the same are equal; the names are mappings, which have no hash."""
        return hash((self.locale, self.address, self.page, self.names[self.locale]))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an invitation.

    Attributes:
        name: As it is shown.
        mail: Mail address.
    """

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person's place at one seminar, as told to their calendar by mail.

    Attributes:
        entry: The seminar.
        organiser: Who invites.
        attendee: Who is invited.
        locale: Language of the entry.
        changed_at: When seminar or registration last changed, whichever was later.
        own_revision: How often the person's own place changed in a way that their calendar was
            told: moved up, withdrawn. It adds to the seminar's revision, so that a registration
            after a withdrawal does not fall behind what the calendar knows.
        reminders: Reminders for their calendar.
    """

    entry: CalendarEntry
    organiser: Person
    attendee: Person
    locale: Locale
    changed_at: datetime
    own_revision: int = 0
    reminders: tuple[Reminder, ...] = ()
