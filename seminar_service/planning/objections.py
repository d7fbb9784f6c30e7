"""Why a plan cannot be released as things are today: codes, keys, amounts and days.

`seminar_service.planning.objection_words` says it to the office.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ObjectionKind(StrEnum):
    """What no longer holds."""

    TOUR_OVER = "tour_over"
    UNANSWERED = "unanswered"
    LOCKED_OTHERWISE = "locked_otherwise"
    DAY_PAST = "day_past"
    DAY_CLOSED = "day_closed"
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
    BUDGET = "budget"


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
        causes: Of `TRAVEL`, what stands in the way, as the planner calls it.
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
