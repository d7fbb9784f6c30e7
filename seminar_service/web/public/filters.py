"""The filter of a list of seminars: read from an address, applied to seminars."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from seminar_service.domain.prefectures import Region, regions
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import Standing
from seminar_service.tours.model import Topic

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Order(StrEnum):
    """How a list is sorted."""

    DAY = "day"
    PLACE = "place"
    PLACES_LEFT = "places"


@dataclass(frozen=True)
class Filter:
    """What somebody looks for; empty texts mean everything.

    Attributes:
        place: Code of a prefecture, or slug of a region.
        month: First day of a month.
        topic: Code of a topic.
        only_places: Whether only seminars with places left are wanted.
        order: How the list is sorted.
        left_out: Whether the address asked for something unknown, which was left out.
    """

    place: str = ""
    month: date | None = None
    topic: str = ""
    only_places: bool = False
    order: Order = Order.DAY
    left_out: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it keeps anything back."""
        return bool(self.place or self.month or self.topic or self.only_places)

    @property
    def month_value(self) -> str:
        """The month as the address carries it."""
        return f"{self.month:%Y-%m}" if self.month else ""

    @property
    def prefecture_code(self) -> str:
        """The prefecture, where one alone is asked for; otherwise empty."""
        return self.place if self.place.isdecimal() else ""

    def apply(self, seminars: Iterable[PublicSeminar]) -> list[PublicSeminar]:
        """The seminars that fit, sorted."""
        return sorted((each for each in seminars if self._fits(each)), key=_SORT_KEYS[self.order])

    def _fits(self, each: PublicSeminar) -> bool:
        row = each.seminar
        return (
            (not self.place or row.place in _codes(self.place))
            and (self.month is None or row.day.replace(day=1) == self.month)
            and (not self.topic or self.topic in {topic.code for topic in row.topics})
            and (not self.only_places or each.standing is Standing.OPEN)
        )


@dataclass(frozen=True)
class Choices:
    """What a filter offers: only what some seminar has."""

    regions: Sequence[Region]
    codes: frozenset[str]
    months: Sequence[date]
    topics: Sequence[Topic]


def choices(seminars: Sequence[PublicSeminar]) -> Choices:
    """Collect what can be looked for among seminars."""
    codes = frozenset(each.seminar.place for each in seminars)
    topics = {topic.id: topic for each in seminars for topic in each.seminar.topics}
    return Choices(
        regions=[
            region
            for region in regions()
            if any(member.code in codes for member in region.prefectures)
        ],
        codes=codes,
        months=sorted({each.seminar.day.replace(day=1) for each in seminars}),
        topics=sorted(topics.values(), key=lambda topic: topic.position),
    )


def read_filter(values: Mapping[str, str], offered: Choices) -> Filter:
    """Read a filter from an address; what is not on offer is left out, and said to be."""
    place, month, topic = (values.get(name, "") for name in ("place", "month", "topic"))
    order = values.get("order", "")
    known_place = place if _codes(place) else ""
    known_month = _month(month)
    known_topic = topic if topic in {each.code for each in offered.topics} else ""
    known_order = Order(order) if order in set(Order) else Order.DAY
    return Filter(
        place=known_place,
        month=known_month,
        topic=known_topic,
        only_places=values.get("places") == "1",
        order=known_order,
        left_out=(
            (known_place, bool(known_month), known_topic) != (place, bool(month), topic)
            or order not in {"", *Order}
        ),
    )


def region_slug(region: Region) -> str:
    """What stands for a region in addresses."""
    return region.name_en.lower()


def _codes(place: str) -> frozenset[str]:
    """The prefectures of a code or of a region's slug; none for anything else."""
    known = {each.code for region in regions() for each in region.prefectures}
    if place in known:
        return frozenset({place})
    return frozenset(
        each.code
        for region in regions()
        if region_slug(region) == place
        for each in region.prefectures
    )


def _month(text: str) -> date | None:
    match = _MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match and int(match[1]) else None


def _by_day(each: PublicSeminar) -> tuple[Any, ...]:
    return each.seminar.day, each.seminar.starts_at, each.seminar.id


def _by_place(each: PublicSeminar) -> tuple[Any, ...]:
    return each.seminar.place, *_by_day(each)


def _by_places_left(each: PublicSeminar) -> tuple[Any, ...]:
    left = each.seminar.places_left if each.takes_people else -1
    return -left, *_by_day(each)


_SORT_KEYS: Mapping[Order, Callable[[PublicSeminar], tuple[Any, ...]]] = {
    Order.DAY: _by_day,
    Order.PLACE: _by_place,
    Order.PLACES_LEFT: _by_places_left,
}
