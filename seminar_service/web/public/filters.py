"""The filter of a list of seminars: read from an address, written into others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from seminar_service.domain.prefectures import Region, regions
from seminar_service.domain.text_folding import fold_spaces, without_controls
from seminar_service.seminars.public_counts import Counts
from seminar_service.seminars.public_lists import Order, TopicRow, Wanted
from seminar_service.seminars.search import LONGEST_TEXT, words_of

ARGUMENTS = ("q", "place", "month", "topic", "places", "online", "order", "page")
"""What is read of an address."""

_USUAL = {("page", "1"), ("order", Order.DAY.value)}
_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Filter:
    """What somebody looks for; empty texts mean everything.

    Attributes:
        place: Code of a prefecture, or slug of a region.
        month: First day of a month.
        topic: Code of a topic.
        only_places: Whether only seminars with places left are wanted.
        order: How the list is sorted.
        text: What somebody looks for, as it was typed.
        only_online: Whether only seminars that can be attended online are wanted.
        left_out: Whether the address asked for something unknown, which was left out.
    """

    place: str = ""
    month: date | None = None
    topic: str = ""
    only_places: bool = False
    order: Order = Order.DAY
    text: str = ""
    left_out: bool = False
    only_online: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it keeps anything back."""
        asked = (self.place, self.month, self.topic, self.only_places, self.only_online, self.text)
        return any(asked)

    @property
    def month_value(self) -> str:
        """The month as the address carries it."""
        return f"{self.month:%Y-%m}" if self.month else ""

    @property
    def prefecture_code(self) -> str:
        """The prefecture, where one alone is asked for; otherwise empty."""
        return self.place if self.place.isdecimal() else ""

    def wanted(self, tour_id: int | None = None) -> Wanted:
        """The same as the list takes it; of one tour, or of all that are current."""
        places = codes_of(self.place)
        words = words_of(self.text)
        return Wanted(
            *(tour_id, places, self.month, self.topic, self.only_places, self.order, words),
            only_online=self.only_online,
        )

    def address_values(self, **others: object) -> Mapping[str, Any]:
        """What the address of the list carries, with some values in place of its own."""
        values: dict[str, object] = {
            "q": self.text,
            "place": self.place,
            "month": self.month_value,
            "topic": self.topic,
            "places": "1" if self.only_places else "",
            "online": "1" if self.only_online else "",
            "order": "" if self.order is Order.DAY else self.order.value,
        }
        return {name: value for name, value in (values | others).items() if value}


class Choices(NamedTuple):
    """What a filter offers, in values: only what some seminar has."""

    codes: frozenset[str]
    months: tuple[date, ...]
    topics: tuple[TopicRow, ...]

    @property
    def regions(self) -> Sequence[Region]:
        """The regions of the prefectures."""
        return [
            region
            for region in regions()
            if any(member.code in self.codes for member in region.prefectures)
        ]


def choices(counts: Counts, topics: Sequence[TopicRow]) -> Choices:
    """Collect what can be looked for among seminars that were counted."""
    months = tuple(each.month for each in counts.months)
    return Choices(frozenset(counts.by_place()), months, tuple(topics))


def read_filter(values: Mapping[str, str], topics: Sequence[TopicRow]) -> Filter:
    """Read a filter from an address; what nobody knows is left out, and said to be."""
    place, month, topic = (values.get(name, "") for name in ("place", "month", "topic"))
    order = values.get("order", "")
    known_place = place if codes_of(place) else ""
    known_month = _month(month)
    known_topic = topic if topic in {each.code for each in topics} else ""
    known_order = Order(order) if order in set(Order) else Order.DAY
    return Filter(
        place=known_place,
        month=known_month,
        topic=known_topic,
        only_places=values.get("places") == "1",
        only_online=values.get("online") == "1",
        order=known_order,
        text=fold_spaces(without_controls(values.get("q", "")))[:LONGEST_TEXT],
        left_out=(
            (known_place, bool(known_month), known_topic) != (place, bool(month), topic)
            or order not in {"", *Order}
        ),
    )


def asked_for(values: Mapping[str, str]) -> Mapping[str, Any]:
    """What an address asks of a list, unread; anything else in it is left out."""
    return {name: values[name] for name in ARGUMENTS if name in values}


def is_plain(values: Mapping[str, str], chosen: Filter, page: int) -> bool:
    """Whether an address asks in the one way in which ours ask for what is shown.

    There is any number of other ways, and nothing that is found by them is worth keeping.
    """
    asked = {name: value for name, value in values.items() if (name, value) not in _USUAL}
    return asked == {
        name: str(value)
        for name, value in chosen.address_values(page=page).items()
        if (name, str(value)) not in _USUAL
    }


def region_slug(region: Region) -> str:
    """What stands for a region in addresses."""
    return region.name_en.lower()


def codes_of(place: str) -> frozenset[str]:
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
    return date(int(match[1]), int(match[2]), 1) if match else None
