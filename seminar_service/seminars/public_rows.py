"""Rows of public lists: plain values, read without making objects of the database's rows.

They compare by what they hold, so that whatever is made of one can be kept for an equal one.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, Final, NamedTuple

from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import Standing, is_to_come, standing

SHOWN: Final = (
    *(Seminar.public_id, Seminar.tour_id, Seminar.state, Seminar.audience, Seminar.day),
    *(Seminar.starts_at, Seminar.ends_at, Seminar.place, Seminar.venue_name, Seminar.host_name),
    *(Seminar.title_ja, Seminar.title_en, Seminar.registration_ends_at),
    Seminar.registration_opens_at,
    *(Seminar.capacity, Seminar.places_left, Seminar.waiting),
    *(Seminar.online_capacity, Seminar.online_places_left, Seminar.online_waiting),
)
"""What is read for a row of a list."""

OPEN_STANDINGS: Final = frozenset({Standing.OPEN, Standing.FULL})
"""In which people may register, be it for the waiting list."""


class OnlineRow(NamedTuple):
    """The places online of a seminar that has some."""

    places_left: int
    capacity: int
    waiting: int

    @classmethod
    def of(cls, places_left: int, capacity: int, waiting: int) -> "OnlineRow | None":
        """The same of one that may have none."""
        return cls(places_left, capacity, waiting) if capacity else None


class SeminarRow(NamedTuple):
    """What a row of a list shows of a seminar, and how it stands at an instant.

    `over` tells that its day and hour have passed, or that it is cancelled. Places and waiting list
    are those at the venue; `online` has the others, None where nobody attends online.
    """

    public_id: str
    tour_id: int
    day: date
    starts_at: time
    ends_at: time
    place: str
    title_ja: str
    title_en: str
    venue_name: str
    host_name: str
    audience: Audience
    standing: Standing
    places_left: int
    capacity: int
    waiting: int
    over: bool
    online: OnlineRow | None = None
    opens_at: datetime | None = None

    @property
    def takes_people(self) -> bool:
        """Whether people may register, be it for the waiting list."""
        return self.standing in OPEN_STANDINGS

    def title(self, locale: str) -> str:
        """The title in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en


class Month(NamedTuple):
    """Rows of one month, by its first day."""

    first_day: date
    rows: Sequence[SeminarRow]


def row_of(values: Iterable[Any], now: datetime) -> SeminarRow:
    """A row out of the values of `SHOWN`, at an aware instant."""
    public_id, tour_id, state, audience, day, starts_at, ends_at, place, *names_and_numbers = values
    venue, host, title_ja, title_en, ends, opens, *numbers = names_and_numbers
    capacity, left, waiting, *online = numbers
    online_capacity, online_left, online_waiting = online
    stands = standing(state, ends, places_left=left + online_left, now=now, opens=opens)
    return SeminarRow(
        *(public_id, tour_id, day, starts_at, ends_at, place, title_ja, title_en, venue, host),
        *(audience, stands, left, capacity, waiting),
        over=not is_to_come(state, day, ends_at, now),
        online=OnlineRow.of(online_left, online_capacity, online_waiting),
        opens_at=opens,
    )


def by_month(rows: Iterable[SeminarRow]) -> list[Month]:
    """Rows that are sorted by day, month by month."""
    months = groupby(rows, key=lambda row: row.day.replace(day=1))
    return [Month(first_day, list(members)) for first_day, members in months]
