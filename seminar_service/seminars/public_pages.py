"""What a seminar's page shows: plain values, without making objects of the database's rows.

What people who register change stands apart from all else, so that whatever is made of the rest is
made once for many of them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, bindparam, select

from seminar_service.advisers.model import Adviser
from seminar_service.seminars.calendar_rows import AdviserName, CalendarRow, TopicName
from seminar_service.seminars.model import Seminar, seminar_topic
from seminar_service.seminars.public_rows import OPEN_STANDINGS, OnlineRow
from seminar_service.seminars.publicity import Standing, begins_at, is_to_come, standing
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Topic


class Profile(NamedTuple):
    """What an adviser says of himself or herself."""

    ja: str
    en: str

    def text(self, locale: str) -> str:
        """The profile in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.ja if locale == "ja" else self.en


class SeminarFacts(NamedTuple):
    """All that is said of a seminar, whoever has registered: `seminars.model.Seminar`.

    Attributes:
        row: What calendars say of it.
        profiles: Those of its advisers, in their order.
    """

    row: CalendarRow
    profiles: tuple[Profile, ...]
    programme_ja: str
    programme_en: str
    access_ja: str
    access_en: str
    registration_closes_on: date | None
    registration_ends_at: datetime
    registration_closes_time: time | None
    moved_from: datetime | None

    @property
    def closes_with_start(self) -> bool:
        """Whether people may register until it begins."""
        return self.registration_ends_at == begins_at(self.row.day, self.row.starts_at)

    def programme(self, locale: str) -> str:
        """What happens when, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.programme_ja if locale == "ja" else self.programme_en

    def access(self, locale: str) -> str:
        """How to get to the venue, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.access_ja if locale == "ja" else self.access_en


class SeminarOnShow(NamedTuple):
    """A public seminar, and how it stands at an instant.

    `over` tells that its day and hour have passed, or that it is cancelled. Places and waiting list
    are those at the venue; `online` has the others, None where nobody attends online.
    """

    facts: SeminarFacts
    standing: Standing
    places_left: int
    waiting: int
    over: bool
    online: OnlineRow | None = None

    @property
    def all_places_left(self) -> int:
        """How many places are left at the venue and online together."""
        return self.places_left + (self.online.places_left if self.online else 0)

    @property
    def takes_people(self) -> bool:
        """Whether people may register, be it for the waiting list."""
        return self.standing in OPEN_STANDINGS


def seminar_on_show(reader: Reader, public_id: str, *, now: datetime) -> SeminarOnShow | None:
    """One public seminar with its topics and advisers, at an aware instant. One query."""
    found = read_rows(reader, _statement(), {"public_id": public_id})
    return _on_show(found, now) if found else None


_OF_ROW: Final = CalendarRow._fields[:-2]
_OF_FACTS: Final = SeminarFacts._fields[2:]
_OF_PLACES: Final = ("places_left", "waiting", "online_places_left", "online_waiting")
_OF_SEMINAR: Final = (*_OF_ROW, *_OF_FACTS, *_OF_PLACES)
_TOPIC: Final = slice(len(_OF_SEMINAR), len(_OF_SEMINAR) + 1 + len(TopicName._fields))
_ADVISER: Final = slice(_TOPIC.stop, None)


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """A row for each topic and adviser: few of each, so one query is faster than three."""
    columns = (
        *(getattr(Seminar, name) for name in _OF_SEMINAR),
        *(Topic.id, *(getattr(Topic, name) for name in TopicName._fields)),
        *(Adviser.id, *(getattr(Adviser, name) for name in AdviserName._fields)),
        *(Adviser.profile_ja, Adviser.profile_en),
    )
    return (
        select(*columns)
        .outerjoin(seminar_topic, seminar_topic.c.seminar_id == Seminar.id)
        .outerjoin(Topic, Topic.id == seminar_topic.c.topic_id)
        .outerjoin(TeamMember, TeamMember.seminar_id == Seminar.id)
        .outerjoin(Adviser, Adviser.id == TeamMember.adviser_id)
        .where(Seminar.public_id == bindparam("public_id"), Seminar.is_public)
        .order_by(Topic.position, Topic.id, TeamMember.position)
    )


def _on_show(found: Sequence[Sequence[Any]], now: datetime) -> SeminarOnShow:
    topics = [TopicName._make(values) for values in _each(row[_TOPIC] for row in found)]
    advisers = _each(row[_ADVISER] for row in found)
    names = [AdviserName._make(values[:-2]) for values in advisers]
    profiles = [Profile._make(values[-2:]) for values in advisers]
    *values, left, waiting, online_left, online_waiting = found[0][: _TOPIC.start]
    row = CalendarRow._make((*values[: len(_OF_ROW)], tuple(topics), tuple(names)))
    facts = SeminarFacts(row, tuple(profiles), *values[len(_OF_ROW) :])
    stands = standing(
        row.state,
        facts.registration_ends_at,
        places_left=left + online_left,
        now=now,
        opens=row.registration_opens_at,
    )
    over = not is_to_come(row.state, row.day, row.ends_at, now)
    online = OnlineRow.of(online_left, row.online_capacity, online_waiting)
    return SeminarOnShow(facts, stands, left, waiting, over, online)


def _each(rows: Iterable[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Values without the id before them, once for each id, in the order in which they come."""
    once = {values[0]: values[1:] for values in rows}
    once.pop(None, None)  # of a seminar that has none
    return list(once.values())
