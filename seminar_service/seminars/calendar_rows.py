"""Seminars as calendars read them: plain values, thousands at once.

They compare by what they hold, so that what was written of one is right for an equal one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from seminar_service.advisers.model import Adviser
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar, seminar_topic
from seminar_service.seminars.public import of_current_tours
from seminar_service.seminars.publicity import is_public
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Topic

Name = TypeVar("Name")


class TopicName(NamedTuple):
    """What calendars tell of a topic: `tours.model.Topic`."""

    name_ja: str
    name_en: str
    renamed_at: datetime | None

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


class AdviserName(NamedTuple):
    """What calendars tell of an adviser: `advisers.model.Adviser`."""

    name: str
    name_en: str
    renamed_at: datetime | None

    def display_name(self, locale: str) -> str:
        """The name as readers of `locale` know it; the Japanese one where no other is known."""
        return self.name_en if locale == "en" and self.name_en else self.name


class CalendarRow(NamedTuple):
    """All that a calendar entry shows of a seminar: `seminars.model.Seminar`."""

    public_id: str
    uid: UUID
    state: SeminarState
    day: date
    starts_at: time
    ends_at: time
    place: str
    venue_name: str
    venue_postal_code: str
    venue_address: str
    venue_position: str | None
    host_name: str
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    audience: Audience
    capacity: int
    online_capacity: int
    cancellation_note_ja: str
    cancellation_note_en: str
    registration_opens_at: datetime | None
    calendar_sequence: int
    created_at: datetime
    changed_at: datetime
    announced_at: datetime | None
    topics: tuple[TopicName, ...] = ()
    advisers: tuple[AdviserName, ...] = ()

    @classmethod
    def of(cls, seminar: Seminar) -> "CalendarRow":
        """The same of a seminar that is loaded already, with its topics and team."""
        values = [getattr(seminar, name) for name in cls._fields[:-2]]
        topics = [TopicName(each.name_ja, each.name_en, each.renamed_at) for each in seminar.topics]
        advisers = [
            AdviserName(each.name, each.name_en, each.renamed_at) for each in seminar.advisers
        ]
        return cls._make((*values, tuple(topics), tuple(advisers)))

    @property
    def stands(self) -> bool:
        """Whether it was not cancelled."""
        return self.state is not SeminarState.CANCELLED

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return is_public(self.state, self.announced_at)

    def title(self, locale: str) -> str:
        """The title in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en

    def description(self, locale: str) -> str:
        """The description in `locale` ("ja" or "en")."""
        return self.description_ja if locale == "ja" else self.description_en

    def cancellation_note(self, locale: str) -> Written | None:
        """Why it was cancelled, for readers of `locale`; None where nobody said why."""
        return written_for(locale, ja=self.cancellation_note_ja, en=self.cancellation_note_en)


CalendarSeminar = Seminar | CalendarRow
"""What an entry can be made of."""

_COLUMNS = tuple(getattr(Seminar, name) for name in CalendarRow._fields[:-2])


class Shown(NamedTuple):
    """Which public seminars a calendar shows: those of one tour, one alone, or all current ones.

    Attributes:
        tour_id: The tour.
        public_id: The one seminar.
        kept_tour_id: A tour whose seminars are shown beside all current ones.
        place: A prefecture, by its code, which all have to be in.
    """

    tour_id: int | None = None
    public_id: str | None = None
    kept_tour_id: int | None = None
    place: str | None = None


def calendar_rows(reader: Reader, shown: Shown) -> list[CalendarRow]:
    """Read public seminars in the order of their time. Three queries, whatever their number."""
    wanted = {name: value for name, value in shown._asdict().items() if value is not None}
    seminars, topics, advisers = _statements(frozenset(wanted))
    topics_of = _by_seminar(reader, topics, wanted, TopicName)
    advisers_of = _by_seminar(reader, advisers, wanted, AdviserName)
    return [
        CalendarRow._make((*values, tuple(topics_of[id_]), tuple(advisers_of[id_])))
        for id_, *values in read_rows(reader, seminars, wanted)
    ]


def _by_seminar(
    reader: Reader,
    statement: Select[*tuple[Any, ...]],
    wanted: Mapping[str, Any],
    name: Callable[..., Name],
) -> Mapping[int, Sequence[Name]]:
    """What a statement gives of each seminar, whose id comes first."""
    found: defaultdict[int, list[Name]] = defaultdict(list)
    for id_, *values in read_rows(reader, statement, wanted):
        found[id_].append(name(*values))
    return found


@cache
def _statements(wanted: frozenset[str]) -> tuple[Select[*tuple[Any, ...]], ...]:
    """The statements for seminars, topics and advisers, made once for what is wanted by name."""
    conditions = (Seminar.is_public, *_conditions(wanted))
    seminars = select(Seminar.id, *_COLUMNS).order_by(Seminar.day, Seminar.starts_at, Seminar.uid)
    topics = (
        select(Seminar.id, *_names(Topic, TopicName))
        .join(seminar_topic, seminar_topic.c.seminar_id == Seminar.id)
        .join(Topic, Topic.id == seminar_topic.c.topic_id)
        .order_by(Topic.position, Topic.id)
    )
    advisers = (
        select(Seminar.id, *_names(Adviser, AdviserName))
        .join(TeamMember, TeamMember.seminar_id == Seminar.id)
        .join(Adviser, Adviser.id == TeamMember.adviser_id)
        .order_by(TeamMember.position)
    )
    return tuple(each.where(*conditions) for each in (seminars, topics, advisers))


def _names(table: type[Topic | Adviser], row: type[TopicName | AdviserName]) -> list[Any]:
    return [getattr(table, name) for name in row._fields]


def _conditions(wanted: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """What is wanted, with its values left open."""
    if "public_id" in wanted:
        yield Seminar.public_id == bindparam("public_id")
    elif "tour_id" in wanted:
        yield Seminar.tour_id == bindparam("tour_id")
    else:
        yield _current(wanted)
    if "place" in wanted:
        yield Seminar.place == bindparam("place")


def _current(wanted: frozenset[str]) -> ColumnElement[bool]:
    current = of_current_tours()
    if "kept_tour_id" in wanted:
        return or_(current, Seminar.tour_id == bindparam("kept_tour_id"))
    return current
