"""What upsets a tour: an adviser falls ill, a place or a range of days is lost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from seminar_service.domain.errors import Category, DomainError

EVERYWHERE: Final = ""
"""Stands for all prefectures where days are told by place."""

LONGEST_REASON: Final = 200
"""Characters of what has happened."""

_ONE_DAY: Final = timedelta(days=1)


class DisruptionKind(StrEnum):
    """What is lost: somebody's time, some prefectures, or whole days."""

    ADVISER = "adviser"
    PLACES = "places"
    EVERYWHERE = "everywhere"


class DisruptionOutsideTour(DomainError):  # noqa: N818 (named after the rule)
    """None of its days is still to come and a day of the tour, or the adviser takes no part."""

    code = "disruption_outside_tour"
    category = Category.CONFLICT


class DisruptionLifted(DomainError):  # noqa: N818 (named after the rule)
    """It is over: there is nothing to plan around any more."""

    code = "disruption_lifted"
    category = Category.CONFLICT


class NothingReleased(DomainError):  # noqa: N818 (named after the rule)
    """No plan of the tour is released, so that nothing has to give way."""

    code = "nothing_released"
    category = Category.CONFLICT


@dataclass(frozen=True, slots=True)
class DisruptionDetails:
    """What has happened, on which days.

    Attributes:
        first_day: The first day that is lost.
        last_day: The last one, not before the first.
        adviser_id: Who cannot come; None where it concerns places or all.
        places: The prefectures (codes) in which nothing can be held; none where it concerns
            somebody or all.
        reason: What has happened, in the words of the office; hosts do not read it.
    """

    first_day: date
    last_day: date
    adviser_id: int | None = None
    places: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def kind(self) -> DisruptionKind:
        """What is lost."""
        if self.adviser_id is not None:
            return DisruptionKind.ADVISER
        return DisruptionKind.PLACES if self.places else DisruptionKind.EVERYWHERE

    @property
    def days(self) -> frozenset[date]:
        """All days that are lost."""
        span = (self.last_day - self.first_day).days
        return frozenset(self.first_day + _ONE_DAY * n for n in range(span + 1))

    def upsets(self, day: date, place: str, team: Collection[int]) -> bool:
        """Whether a seminar on a day, in a prefecture, by advisers (keys) cannot be held so."""
        if not self.first_day <= day <= self.last_day:
            return False
        if self.adviser_id is not None:
            return self.adviser_id in team
        return not self.places or place in self.places


@dataclass(frozen=True, slots=True)
class LostDays:
    """All days that disruptions take from a tour.

    Attributes:
        advisers: Of each adviser (key), the days.
        places: Of each prefecture (code), the days; under `EVERYWHERE` those of all.
    """

    advisers: Mapping[int, frozenset[date]] = field(default_factory=dict)
    places: Mapping[str, frozenset[date]] = field(default_factory=dict)

    @classmethod
    def of(cls, disruptions: Iterable[DisruptionDetails]) -> "LostDays":
        """Add up disruptions."""
        advisers: dict[int, frozenset[date]] = {}
        places: dict[str, frozenset[date]] = {}
        for each in disruptions:
            if each.adviser_id is not None:
                known = advisers.get(each.adviser_id, frozenset())
                advisers[each.adviser_id] = known | each.days
                continue
            for place in each.places or {EVERYWHERE}:
                places[place] = places.get(place, frozenset()) | each.days
        return cls(advisers, places)

    def in_place(self, place: str) -> frozenset[date]:
        """The days on which nothing can be held in a prefecture."""
        nothing: frozenset[date] = frozenset()
        return self.places.get(place, nothing) | self.places.get(EVERYWHERE, nothing)
