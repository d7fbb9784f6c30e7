"""The planning problem as values: a tour's rules, places, travel, advisers and bids.

Money is yen, clock times are minutes after midnight (0 to 1439), travel is minutes door to door.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from solver.errors import Fault, InvalidInstance
from solver.formats.jsontext import parse_json, read_text
from solver.formats.times import parse_date, parse_time, show_time
from solver.formats.validation import INSTANCE_FORMAT, find_faults


@dataclass(frozen=True, slots=True)
class Horizon:
    """The dates on which seminars can be held, both ends included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules and prices of a tour.

    Attributes:
        day_start: When travelling may begin, minutes after midnight.
        day_end: When travelling must have ended, minutes after midnight, after `day_start`.
        buffer_minutes: How long before a seminar an adviser must have arrived.
        hotel_yen: Price of one night away from home.
        max_seminars_per_day: Seminars on one date over all places, None for no limit.
        same_place_gap_days: Least difference between the dates of two seminars in one place.
        coverage_yen: Price of a place that bids and gets no seminar.
        workload_yen: An adviser with n seminars costs this times n(n-1)/2.
        change_date_yen: Price of moving or declining what has been published.
        change_adviser_yen: Price of each published adviser who no longer comes.
        travel_budget_yen: Most that fares and hotels may cost together, None for no limit.
    """

    day_start: int
    day_end: int
    buffer_minutes: int
    hotel_yen: int
    max_seminars_per_day: int | None
    same_place_gap_days: int
    coverage_yen: int
    workload_yen: int
    change_date_yen: int
    change_adviser_yen: int
    travel_budget_yen: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where travel is measured to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes and fares from place to place, rows and columns in the order of the places.

    The diagonal is travel inside a place; neither symmetry nor the triangle inequality holds.
    """

    minutes: tuple[tuple[int, ...], ...]
    yen: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Adviser:
    """Who gives seminars.

    Attributes:
        home: Id of the place where each trip begins and ends.
        topics: What the adviser can speak about.
        unavailable: Dates on which no trip may be under way.
        max_seminars: Most seminars in all.
        max_per_month: Most seminars in one calendar month.
        max_nights_away: Most nights of one trip.
    """

    id: str
    name: str
    home: str
    topics: frozenset[str]
    unavailable: frozenset[date]
    max_seminars: int
    max_per_month: int
    max_nights_away: int


@dataclass(frozen=True, slots=True)
class Current:
    """What has already been published for a bid: its date, and one adviser id for each slot."""

    date: date
    advisers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bid:
    """A host's request for a seminar.

    Attributes:
        place: Id of the place where it would be held.
        start: Minutes after midnight.
        end: Minutes after midnight, after `start`.
        slots: For each adviser that it needs, the topics which this one adviser must have.
        dates: The dates that suit the host, each with the yen that choosing it costs.
        decline_yen: Price of declining it.
        current: What has been published, None for a new bid.
        locked: Whether exactly the current date and team must be kept.
    """

    id: str
    host: str
    place: str
    start: int
    end: int
    slots: tuple[frozenset[str], ...]
    dates: Mapping[date, int]
    decline_yen: int
    current: Current | None = None
    locked: bool = False

    def date_yen(self, day: date) -> int | None:
        """Return the yen of holding it on a date, None where that date is not offered.

        The current date of a locked bid is free where the host no longer lists it.
        """
        if day in self.dates:
            return self.dates[day]
        return 0 if self.locked and self.current and day == self.current.date else None


@dataclass(frozen=True)
class Instance:
    """One tour to be planned, in the order of its document."""

    name: str
    horizon: Horizon
    rules: Rules
    places: tuple[Place, ...]
    travel: Travel
    advisers: tuple[Adviser, ...]
    bids: tuple[Bid, ...]

    @cached_property
    def place_index(self) -> Mapping[str, int]:
        """Position of each place in `places` and in the travel matrices."""
        return {place.id: index for index, place in enumerate(self.places)}

    @cached_property
    def adviser_index(self) -> Mapping[str, int]:
        """Position of each adviser in `advisers`."""
        return {adviser.id: index for index, adviser in enumerate(self.advisers)}

    @cached_property
    def bid_index(self) -> Mapping[str, int]:
        """Position of each bid in `bids`."""
        return {bid.id: index for index, bid in enumerate(self.bids)}

    def able(self, topics: frozenset[str]) -> tuple[int, ...]:
        """Return the positions of the advisers who have all of these topics."""
        if topics not in self._able:
            known = enumerate(self.advisers)
            self._able[topics] = tuple(index for index, each in known if topics <= each.topics)
        return self._able[topics]

    @cached_property
    def _able(self) -> dict[frozenset[str], tuple[int, ...]]:
        """Who has which topics, as far as somebody has asked: many bids want the same."""
        return {}

    def document(self) -> dict[str, object]:
        """Return the instance as a document of the format it was read from."""
        return {
            "format": INSTANCE_FORMAT,
            "name": self.name,
            "horizon": {
                "start": self.horizon.start.isoformat(),
                "end": self.horizon.end.isoformat(),
            },
            "rules": _rules_document(self.rules),
            "places": [{"id": place.id, "name": place.name} for place in self.places],
            "travel": {
                "minutes": [list(row) for row in self.travel.minutes],
                "yen": [list(row) for row in self.travel.yen],
            },
            "advisers": [_adviser_document(adviser) for adviser in self.advisers],
            "bids": [_bid_document(bid) for bid in self.bids],
        }


def read_instance(document: object) -> Instance:
    """Return the instance that a parsed document describes.

    Raises:
        InvalidInstance: The document breaks the format; every fault is named with its path.
    """
    faults = find_faults(document)
    if faults:
        raise InvalidInstance(faults, _name_of(document))
    raw: dict[str, Any] = document  # type: ignore[assignment]  # the validation has seen to it
    return Instance(
        name=raw["name"],
        horizon=Horizon(_date(raw["horizon"]["start"]), _date(raw["horizon"]["end"])),
        rules=_read_rules(raw["rules"]),
        places=tuple(Place(place["id"], place["name"]) for place in raw["places"]),
        travel=Travel(
            tuple(map(tuple, raw["travel"]["minutes"])), tuple(map(tuple, raw["travel"]["yen"]))
        ),
        advisers=tuple(_read_adviser(adviser) for adviser in raw["advisers"]),
        bids=tuple(_read_bid(bid) for bid in raw["bids"]),
    )


def load_instance(path: str | Path) -> Instance:
    """Return the instance in a file.

    Raises:
        UnusableFile: The file cannot be read as text.
        InvalidInstance: Its text is not JSON, or breaks the format; repeated keys are faults too.
    """
    try:
        document = parse_json(read_text(path))
    except ValueError as error:
        raise InvalidInstance([Fault("$", f"this is not JSON: {error}")]) from error
    return read_instance(document)


def _name_of(document: object) -> str:
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""


def _date(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise ValueError(f"{text!r} is no date")
    return day


def _time(text: str) -> int:
    minutes = parse_time(text)
    if minutes is None:
        raise ValueError(f"{text!r} is no time")
    return minutes


def _read_rules(raw: dict[str, Any]) -> Rules:
    times = {key: _time(raw[key]) for key in ("day_start", "day_end")}
    return Rules(**{**raw, **times})


def _read_adviser(raw: dict[str, Any]) -> Adviser:
    return Adviser(
        **{
            **raw,
            "topics": frozenset(raw["topics"]),
            "unavailable": frozenset(map(_date, raw["unavailable"])),
        }
    )


def _read_bid(raw: dict[str, Any]) -> Bid:
    current = raw["current"]
    return Bid(
        **{
            **raw,
            "start": _time(raw["start"]),
            "end": _time(raw["end"]),
            "slots": tuple(map(frozenset, raw["slots"])),
            "dates": {_date(day): yen for day, yen in raw["dates"].items()},
            "current": current and Current(_date(current["date"]), tuple(current["advisers"])),
        }
    )


def _rules_document(rules: Rules) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(rules, key) for key in Rules.__slots__}
    return {**values, "day_start": show_time(rules.day_start), "day_end": show_time(rules.day_end)}


def _adviser_document(adviser: Adviser) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(adviser, key) for key in Adviser.__slots__}
    days = sorted(day.isoformat() for day in adviser.unavailable)
    return {**values, "topics": sorted(adviser.topics), "unavailable": days}


def _bid_document(bid: Bid) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(bid, key) for key in Bid.__slots__}
    current = bid.current and {
        "date": bid.current.date.isoformat(),
        "advisers": list(bid.current.advisers),
    }
    return {
        **values,
        "start": show_time(bid.start),
        "end": show_time(bid.end),
        "slots": [sorted(topics) for topics in bid.slots],
        "dates": {day.isoformat(): yen for day, yen in bid.dates.items()},
        "current": current,
    }
