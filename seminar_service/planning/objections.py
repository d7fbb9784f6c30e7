"""Why a plan cannot be released as things are today: codes, keys, amounts and days.

`seminar_service.planning.objection_words` says it to the office.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class ObjectionKind(StrEnum):
    """What no longer holds.

    `ELSEWHERE` is said of one way to hold a bid: the adviser gives another seminar so near to it
    that the journey between the two is not possible.
    """

    TOUR_OVER = "tour_over"
    UNANSWERED = "unanswered"
    LOCKED_OTHERWISE = "locked_otherwise"
    DAY_PAST = "day_past"
    DAY_CLOSED = "day_closed"
    DISRUPTED = "disrupted"
    DAY_NOT_OFFERED = "day_not_offered"
    DAY_OUTSIDE = "day_outside"
    TEAM_SIZE = "team_size"
    TWO_SLOTS = "two_slots"
    NOT_ENGAGED = "not_engaged"
    TOPICS = "topics"
    UNAVAILABLE = "unavailable"
    SEMINARS = "seminars"
    SEMINARS_IN_MONTH = "seminars_in_month"
    SEMINARS_ON_DAY = "seminars_on_day"
    PLACE_GAP = "place_gap"
    TRAVEL = "travel"
    ELSEWHERE = "elsewhere"
    BUDGET = "budget"


WAIVABLE: Final = frozenset(
    {
        ObjectionKind.DAY_CLOSED,
        ObjectionKind.DISRUPTED,
        ObjectionKind.DAY_NOT_OFFERED,
        ObjectionKind.DAY_OUTSIDE,
        ObjectionKind.TOPICS,
        ObjectionKind.UNAVAILABLE,
        ObjectionKind.SEMINARS,
        ObjectionKind.SEMINARS_IN_MONTH,
        ObjectionKind.SEMINARS_ON_DAY,
        ObjectionKind.PLACE_GAP,
        ObjectionKind.TRAVEL,
        ObjectionKind.BUDGET,
    }
)
"""What a planner may let a draft break. The rest is no rule that anybody could agree to break: a
lock is lifted instead, and what lies in the past cannot be arranged."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that no longer holds.

    Attributes:
        kind: What it is.
        bid_ids: The bids concerned.
        adviser_ids: The advisers concerned.
        days: The days concerned; of `TRAVEL` that of each bid.
        found: What there is.
        limit: What there may be, or has to be.
        place: A prefecture's code.
        topics: The codes of topics that an adviser lacks.
        causes: Of `TRAVEL` and `ELSEWHERE`, what stands in the way, as the planner calls it.
    """

    kind: ObjectionKind
    bid_ids: tuple[int, ...] = ()
    adviser_ids: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    found: int | None = None
    limit: int | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Names just this objection: the same rule, broken by the same as far."""
        said = (
            self.kind.value,
            sorted(self.bid_ids),
            sorted(self.advisers_and_topics),
            sorted(map(str, self.days)),
            self.found,
            self.limit,
            self.place,
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]

    @property
    def advisers_and_topics(self) -> tuple[str, ...]:
        """Who is concerned, and what they lack."""
        return (*map(str, self.adviser_ids), *self.topics)
