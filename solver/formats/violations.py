"""What breaks a rule, as values: a code with the ids, dates and numbers that belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from solver.errors import SolverError
from solver.formats.rulebook import Rule


class Breach(StrEnum):
    """In which way seminars break a rule."""

    LOCK = "lock"
    """A locked bid is not held as it is published."""
    DATE_NOT_OFFERED = "date_not_offered"
    """The bid does not offer its date."""
    OUTSIDE_HORIZON = "outside_horizon"
    """The date lies outside the tour's period."""
    TEAM_SIZE = "team_size"
    """The team has not as many members as the bid has slots."""
    TWO_SLOTS = "two_slots"
    """One adviser fills two slots of a bid."""
    TOPICS = "topics"
    """An adviser lacks topics of the slot."""
    SEMINARS = "seminars"
    """An adviser gives too many seminars in all."""
    SEMINARS_IN_MONTH = "seminars_in_month"
    """An adviser gives too many seminars in one calendar month."""
    SEMINARS_ON_DAY = "seminars_on_day"
    """Too many seminars are held on one date."""
    PLACE_GAP = "place_gap"
    """Two seminars in one place are too near to each other."""
    TRAVEL = "travel"
    """An adviser's seminars cannot be cut into trips."""
    BUDGET = "budget"
    """Fares and hotels are more than the travel budget."""


_RULES: Mapping[Breach, Rule] = {
    Breach.LOCK: Rule.BIDS,
    Breach.DATE_NOT_OFFERED: Rule.DATE,
    Breach.OUTSIDE_HORIZON: Rule.DATE,
    Breach.TEAM_SIZE: Rule.TEAM,
    Breach.TWO_SLOTS: Rule.TEAM,
    Breach.TOPICS: Rule.TEAM,
    Breach.SEMINARS: Rule.ADVISER_LIMITS,
    Breach.SEMINARS_IN_MONTH: Rule.ADVISER_LIMITS,
    Breach.SEMINARS_ON_DAY: Rule.DAY_LIMIT,
    Breach.PLACE_GAP: Rule.PLACE_GAP,
    Breach.TRAVEL: Rule.TRIPS,
    Breach.BUDGET: Rule.BUDGET,
}

_SENTENCES: Mapping[Breach, str] = {
    Breach.LOCK: "locked bid {bids} is not held on {dates} by {advisers}",
    Breach.DATE_NOT_OFFERED: "bid {bids} does not offer {dates}",
    Breach.OUTSIDE_HORIZON: "bid {bids} is held on {dates}, outside the horizon",
    Breach.TEAM_SIZE: "bid {bids} needs {limit} advisers and has {found}",
    Breach.TWO_SLOTS: "bid {bids} has one adviser in two slots",
    Breach.TOPICS: "adviser {advisers} lacks {topics} for slot {slot} of bid {bids}",
    Breach.SEMINARS: "adviser {advisers} gives {found} seminars in all, at most {limit}: {bids}",
    Breach.SEMINARS_IN_MONTH: (
        "adviser {advisers} gives {found} seminars in {month}, at most {limit}: {bids}"
    ),
    Breach.SEMINARS_ON_DAY: "{found} seminars on {dates}, at most {limit}: {bids}",
    Breach.PLACE_GAP: (
        "bids {pair} in place {place} are {found} days apart, at least {limit} are needed"
    ),
    Breach.TRAVEL: "adviser {advisers} cannot travel to {visits}: {causes}",
    Breach.BUDGET: "fares and hotels are {found} yen, at most {limit}",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that seminars break.

    Attributes:
        breach: In which way.
        bids: Ids of the bids concerned.
        advisers: Ids of the advisers concerned.
        dates: The dates concerned: for `TRAVEL` that of each bid, for `SEMINARS_IN_MONTH` the
            first day of the month.
        found: What there is: seminars, members, days between two seminars, or yen.
        limit: What there may be at most, for `PLACE_GAP` and `TEAM_SIZE` what is needed.
        place: For `PLACE_GAP`, the id of the place.
        topics: For `TOPICS`, those that are missing.
        slot: For `TOPICS`, which slot, counted from 1.
        causes: For `TRAVEL`, the rules of which dropping one alone would help.
    """

    breach: Breach
    bids: tuple[str, ...] = ()
    advisers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    found: int | None = None
    limit: int | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    slot: int | None = None
    causes: tuple[Rule, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule that is broken; of several that only together forbid a trip, rule 7."""
        return self.causes[0] if len(self.causes) == 1 else _RULES[self.breach]

    @property
    def message(self) -> str:
        """What breaks it, in English and in ids."""
        visits = [f"{bid} on {day}" for bid, day in zip(self.bids, self.dates, strict=False)]
        causes = " or ".join(rule.title for rule in self.causes)
        return _SENTENCES[self.breach].format(
            bids=", ".join(self.bids),
            pair=" and ".join(self.bids),
            advisers=", ".join(self.advisers),
            dates=", ".join(map(str, self.dates)),
            month=str(self.dates[0])[: len("2027-06")] if self.dates else "",
            found=self.found,
            limit=self.limit,
            place=self.place,
            topics=", ".join(self.topics),
            slot=self.slot,
            visits=", ".join(visits),
            causes=causes or "several rules together",
        )

    def __str__(self) -> str:
        return f"rule {self.rule:d}: {self.message}"

    def document(self) -> dict[str, object]:
        """Return the values that it has, as they stand in a plan document."""
        document: dict[str, object] = {"rule": int(self.rule), "breach": str(self.breach)}
        values: dict[str, object] = {
            "bids": list(self.bids),
            "advisers": list(self.advisers),
            "dates": [day.isoformat() for day in self.dates],
            "found": self.found,
            "limit": self.limit,
            "place": self.place,
            "topics": list(self.topics),
            "slot": self.slot,
            "causes": list(map(int, self.causes)),
        }
        return document | {key: value for key, value in values.items() if value not in (None, [])}


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """What a plan document says wrongly of itself, whatever its seminars are.

    Attributes:
        rule: The rule that it breaks, else `status` or `claim`.
        message: What is wrong, in English.
        bids: Ids of the bids concerned.
    """

    rule: Rule | Literal["status", "claim"]
    message: str
    bids: tuple[str, ...] = ()

    def __str__(self) -> str:
        known = isinstance(self.rule, Rule)
        return f"rule {self.rule:d}: {self.message}" if known else self.message


class Undecided(SolverError):  # noqa: N818 - says how far it is known
    """The time ended before a valid plan was found, and before it was proven that there is none.

    Attributes:
        broken: What the locked bids alone break.
    """

    def __init__(self, broken: tuple[Violation, ...]) -> None:
        self.broken = broken
        super().__init__(f"not proven to be impossible: {'; '.join(map(str, broken))}")
