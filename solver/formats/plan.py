"""A complete answer to all bids of a tour, as values.

`solver.texts.plan_writing` makes the document of it, `solver.formats.plan_reading` reads one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from solver.errors import Fault
from solver.formats.violations import Violation

PLAN_FORMAT = "seminar-plan/1"

Status = Literal["optimal", "feasible", "infeasible", "invalid"]
Reason = Literal["no_date", "no_adviser", "no_free_adviser", "outbid"]

RemedyKind = Literal["date", "free_day", "limit", "month_limit", "day_limit", "adviser", "budget"]

STATUSES: tuple[Status, ...] = ("optimal", "feasible", "infeasible", "invalid")
REMEDY_KINDS: tuple[RemedyKind, ...] = (
    "date",
    "free_day",
    "limit",
    "month_limit",
    "day_limit",
    "adviser",
    "budget",
)


class Text(NamedTuple):
    """One message in both languages."""

    en: str
    ja: str


@dataclass(frozen=True, slots=True)
class Seminar:
    """One held bid: its date, and one adviser id for each slot, in slot order."""

    bid: str
    date: date
    advisers: tuple[str, ...]

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        return {"bid": self.bid, "date": self.date.isoformat(), "advisers": list(self.advisers)}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stood in the way of a declined bid on one of its dates.

    Attributes:
        date: The date.
        broken: What holding the bid then would break, adviser by adviser.
    """

    date: date
    broken: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the circumstances with which a declined bid would have been held.

    Attributes:
        kind: One more `date`; a `free_day` of an adviser; one more than an adviser's `limit`, in
            all and, where that is needed as well, in each month; one more than the `month_limit`
            alone; one more seminar on a full day (`day_limit`); one more `adviser`, where all who
            could are taken; a higher `budget`.
        seminar: How the bid would then be held; of a team with one more adviser, the others.
        saving_yen: How much less the plan would then cost, above 0.
        adviser: Id of the adviser who would have to be free, or to be allowed more; of one more
            adviser, whose home and topics they would have.
        day: The day on which the adviser would have to be free.
        budget_yen: The travel budget that would be enough.
    """

    kind: RemedyKind
    seminar: Seminar
    saving_yen: int
    adviser: str | None = None
    day: date | None = None
    budget_yen: int | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """One declined bid, and why.

    Attributes:
        bid: Id of the bid.
        reason: Why, as a code: see `solver.formats.plan.Reason`. A plan written by hand may use
            others.
        text: What the host is told, in the words of whoever wrote the plan; None where the values
            say all.
        topics: For `no_adviser`, what the advisers would have to speak about.
        dates: For `no_free_adviser`, the dates of the bid in the horizon.
        extra_yen: For `outbid`, what holding it would add at most: what it adds in the best plan
            found with it. None where none was found.
        instead: For `outbid`, ids of the bids that this plan declines or moves.
        obstacles: For `no_free_adviser`, what stood in the way on each date; empty where there was
            no time to look.
        remedies: The change of each kind that would have won, the cheapest first; empty where no
            single change would, None where there was no time to look.
    """

    bid: str
    reason: str
    text: Text | None = None
    topics: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    extra_yen: int | None = None
    instead: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    remedies: tuple[Remedy, ...] | None = None


@dataclass(frozen=True, slots=True)
class Collision:
    """Locked bids that leave no valid plan.

    Attributes:
        locks: How each of them is locked.
        broken: What they break together.
    """

    locks: tuple[Seminar, ...]
    broken: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its cost and how good it is proven to be.

    Attributes:
        instance: Name of the instance that it answers.
        status: `optimal`, `feasible`, `infeasible` or `invalid`.
        objective_yen: Its cost; None where there are no seminars to cost.
        bound_yen: Proven lower bound on the cost of every valid plan, -1 where none is claimed.
        seminars: The held bids, in the order of the instance.
        declined: The declined bids, in the order of the instance.
        collision: For `infeasible`, what collides; None where the plan says it in words alone.
        reason: For `infeasible`, the same in the words of whoever wrote the plan, if in any.
        errors: For `invalid`, the faults of the instance.
        itineraries: Trips of each adviser as documents, empty where they were not asked for.
    """

    instance: str
    status: Status
    objective_yen: int | None
    bound_yen: int | None
    seminars: tuple[Seminar, ...] = ()
    declined: tuple[Decline, ...] = ()
    collision: Collision | None = None
    reason: Text | None = None
    errors: tuple[Fault, ...] = ()
    itineraries: Mapping[str, object] = field(default_factory=dict)
