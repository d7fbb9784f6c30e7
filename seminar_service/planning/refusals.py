"""Why the planner refuses a bid or finds no plan, as codes, keys, amounts and days.

That is what the database keeps of it, as JSON; `seminar_service.planning.wording` says it.
Bids and advisers are the keys of their rows, topics their codes.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from seminar_service.planning.json_values import plain

_MONEY = re.compile(r"[0-9０-９]\s*(?:円|yen\b)|[¥￥]", re.IGNORECASE)


def names_money(text: str) -> bool:
    """Whether a text speaks of an amount in yen, which is nothing for hosts."""
    return _MONEY.search(text) is not None


class Reason(StrEnum):
    """Why a plan refuses a bid; `OFFICE` where somebody has taken it out by hand."""

    NO_DATE = "no_date"
    NO_ADVISER = "no_adviser"
    NO_FREE_ADVISER = "no_free_adviser"
    OUTBID = "outbid"
    OFFICE = "office"


class Hindrance(StrEnum):
    """What stands in the way of a bid on a day, as its host may know it."""

    OUTSIDE_PERIOD = "outside_period"
    ADVISERS_FULL = "advisers_full"
    DAY_FULL = "day_full"
    PLACE_TOO_NEAR = "place_too_near"
    TRAVEL = "travel"
    UNAVAILABLE = "unavailable"
    BUDGET = "budget"
    OTHER = "other"


class RemedyKind(StrEnum):
    """Which change would have won a refused bid; `TOLD` is one that was kept as a sentence."""

    DATE = "date"
    FREE_DAY = "free_day"
    LIMIT = "limit"
    MONTH_LIMIT = "month_limit"
    DAY_LIMIT = "day_limit"
    ADVISER = "adviser"
    BUDGET = "budget"
    TOLD = "told"


class FailureKind(StrEnum):
    """Why a run of the planner ends without a plan."""

    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class HinderedDay:
    """A day of a bid with what stands in its way, and which advisers each of that concerns."""

    day: date
    by: Mapping[Hindrance, tuple[int, ...]]

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        by = [{"why": why, "advisers": list(advisers)} for why, advisers in self.by.items()]
        return {"day": self.day.isoformat(), "by": by}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        by = {Hindrance(each["why"]): tuple(each["advisers"]) for each in document["by"]}
        return cls(date.fromisoformat(document["day"]), by)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What belongs to the reason of a refusal.

    Attributes:
        topics: For `NO_ADVISER`, the topics for which nobody was found.
        days: For `NO_FREE_ADVISER`, the bid's days.
        hindered: For `NO_FREE_ADVISER`, what stands in the way on each; empty where nobody looked.
    """

    topics: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    hindered: tuple[HinderedDay, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return them as JSON values."""
        return {
            "topics": list(self.topics),
            "days": [day.isoformat() for day in self.days],
            "hindered": [each.document() for each in self.hindered],
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        return cls(
            tuple(document.get("topics", ())),
            tuple(map(date.fromisoformat, document.get("days", ()))),
            tuple(map(HinderedDay.read, document.get("hindered", ()))),
        )


@dataclass(frozen=True, slots=True)
class Remedy:
    """A single change with which a refused bid would have been held.

    Attributes:
        kind: Which change.
        day: When it would be held.
        adviser_id: Who would have to be free, or to give one more seminar; for `ADVISER`, whose
            home and topics one more would have.
        free_day: When that adviser would have to be free.
        budget_yen: The travel budget that would be enough.
        ja: For `TOLD`, the sentence in Japanese.
        en: For `TOLD`, the sentence in English.
    """

    kind: RemedyKind
    day: date | None = None
    adviser_id: int | None = None
    free_day: date | None = None
    budget_yen: int | None = None
    ja: str = ""
    en: str = ""

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {key: plain(value) for key, value in asdict(self).items() if value}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        days = {key: date.fromisoformat(document[key]) for key in _DAYS & document.keys()}
        return cls(**{**document, **days, "kind": RemedyKind(document["kind"])})


@dataclass(frozen=True, slots=True)
class Lock:
    """How a bid is locked: its day and team."""

    bid_id: int
    day: date
    team: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule of the planning problem that locked bids break.

    Attributes:
        rule: The rule's number.
        code: In which way, as the planner calls it.
        bid_ids: The bids concerned.
        adviser_ids: The advisers concerned.
        days: The days concerned, of travel that of each bid.
        found: What there is.
        limit: What there may be, or has to be.
        place: A prefecture's code.
        topics: What is missing.
        slot: Which slot, counted from 1.
        causes: Of travel, the rules of which dropping one would help, as the planner calls them.
    """

    rule: int
    code: str
    bid_ids: tuple[int, ...] = ()
    adviser_ids: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    found: int | None = None
    limit: int | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    slot: int | None = None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run of the planner ended without a plan.

    Attributes:
        kind: Which end it was.
        locks: For `INFEASIBLE`, the locked bids that collide.
        broken: What they break.
        faults: For `INVALID`, path and message of each fault of the planning problem.
    """

    kind: FailureKind
    locks: tuple[Lock, ...] = ()
    broken: tuple[Breach, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "kind": self.kind,
            "locks": [_document(each) for each in self.locks],
            "broken": [_document(each) for each in self.broken],
            "faults": [list(each) for each in self.faults],
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return what JSON values say."""
        return cls(
            FailureKind(document["kind"]),
            tuple(
                Lock(each["bid_id"], date.fromisoformat(each["day"]), tuple(each["team"]))
                for each in document["locks"]
            ),
            tuple(map(_read_breach, document["broken"])),
            tuple((path, message) for path, message in document["faults"]),
        )


_DAYS = {"day", "free_day"}


def _read_breach(document: Mapping[str, Any]) -> Breach:
    lists = {key: tuple(value) for key, value in document.items() if isinstance(value, list)}
    days = tuple(map(date.fromisoformat, document.get("days", ())))
    return Breach(**{**document, **lists, "days": days})


def _document(value: Lock | Breach) -> dict[str, Any]:
    """Return the values that there are; a zero is one, an empty list is none."""
    found = {each.name: getattr(value, each.name) for each in fields(value)}
    return {key: plain(one) for key, one in found.items() if one not in (None, ())}
