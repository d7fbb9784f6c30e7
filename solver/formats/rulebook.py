"""The rules that every valid plan keeps, with their numbers in the format's list."""

from enum import IntEnum
from typing import Self


class Rule(IntEnum):
    """One of the thirteen rules; `docs/tour-format.md` has them in full.

    Attributes:
        title: What it is about, in English, as it stands in messages.
    """

    title: str

    def __new__(cls, number: int, title: str = "") -> Self:
        """Make a member of its number."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.title = title
        return member

    BIDS = 1, "each bid once, and locked ones as published"
    DATE = 2, "the date"
    TEAM = 3, "the team"
    ADVISER_LIMITS = 4, "the seminars of an adviser"
    DAY_LIMIT = 5, "the seminars of a day"
    PLACE_GAP = 6, "the days between seminars in one place"
    TRIPS = 7, "the cut into trips"
    NIGHTS = 8, "nights away"
    STEPS = 9, "the steps inside a trip"
    HOME = 10, "being home between trips"
    UNAVAILABLE = 11, "unavailable dates"
    LEGS = 12, "a leg that is longer than a day"
    BUDGET = 13, "the travel budget"


TRIP_RULES = (Rule.NIGHTS, Rule.STEPS, Rule.HOME, Rule.UNAVAILABLE, Rule.LEGS)
"""Rules that decide how one adviser's seminars can be cut into trips."""

STRICT_RULES = frozenset(
    {Rule.DATE, Rule.TEAM, Rule.ADVISER_LIMITS, Rule.DAY_LIMIT, Rule.PLACE_GAP}
)
"""Rules that no further seminar can help to keep."""
