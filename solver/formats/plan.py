"""A complete answer to all bids of a tour, and the document that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from solver.errors import Fault

PLAN_FORMAT = "seminar-plan/1"

Status = Literal["optimal", "feasible", "infeasible", "invalid"]
Reason = Literal["no_date", "no_adviser", "no_free_adviser", "outbid"]

RemedyKind = Literal["date", "free_day", "limit", "budget"]

STATUSES: tuple[Status, ...] = ("optimal", "feasible", "infeasible", "invalid")
REMEDY_KINDS: tuple[RemedyKind, ...] = ("date", "free_day", "limit", "budget")


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
        broken: What holding the bid then would break, adviser by adviser, for the organiser.
        text: The same in English without names, fit to be sent to the host.
        text_ja: The same in Japanese.
    """

    date: date
    broken: tuple[str, ...]
    text: str
    text_ja: str

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        return {
            "date": self.date.isoformat(),
            "broken": list(self.broken),
            "text": self.text,
            "text_ja": self.text_ja,
        }


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the circumstances with which a declined bid would have been held.

    Attributes:
        kind: One more `date`; a `free_day` of an adviser; one more than an adviser's `limit`, in
            all and in each month; a higher `budget`.
        seminar: How the bid would then be held.
        saving_yen: How much less the plan would then cost, above 0.
        adviser: Id of the adviser who would have to be free, or to be allowed more.
        day: The day on which the adviser would have to be free.
        budget_yen: The travel budget that would be enough.
        text: All that in English; it names the adviser.
        text_ja: The same in Japanese.
    """

    kind: RemedyKind
    seminar: Seminar
    saving_yen: int
    adviser: str | None = None
    day: date | None = None
    budget_yen: int | None = None
    text: str = ""
    text_ja: str = ""

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        values = {
            "kind": self.kind,
            "seminar": self.seminar.document(),
            "saving_yen": self.saving_yen,
            "adviser": self.adviser,
            "day": self.day and self.day.isoformat(),
            "budget_yen": self.budget_yen,
            "text": self.text,
            "text_ja": self.text_ja,
        }
        return {key: value for key, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Decline:
    """One declined bid, and why.

    Attributes:
        bid: Id of the bid.
        reason: Why, as a code: see `Reason`. A plan written by hand may use others.
        text: The same in English, fit to be sent to the host.
        text_ja: The same in Japanese.
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
    text: str = ""
    text_ja: str = ""
    extra_yen: int | None = None
    instead: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    remedies: tuple[Remedy, ...] | None = None

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        entry: dict[str, object] = {
            "bid": self.bid,
            "reason": self.reason,
            "text": self.text,
            "text_ja": self.text_ja,
        }
        if self.extra_yen is not None:
            entry |= {"extra_yen": self.extra_yen, "instead": list(self.instead)}
        if self.obstacles:
            entry["obstacles"] = [obstacle.document() for obstacle in self.obstacles]
        if self.remedies is not None:
            entry["remedies"] = [remedy.document() for remedy in self.remedies]
        return entry


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
        reason: For `infeasible`, what collides, in English.
        reason_ja: The same in Japanese.
        errors: For `invalid`, the faults of the instance.
        itineraries: Trips of each adviser as documents, empty where they were not asked for.
    """

    instance: str
    status: Status
    objective_yen: int | None
    bound_yen: int | None
    seminars: tuple[Seminar, ...] = ()
    declined: tuple[Decline, ...] = ()
    reason: str | None = None
    reason_ja: str | None = None
    errors: tuple[Fault, ...] = ()
    itineraries: Mapping[str, object] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """Return the plan document."""
        document: dict[str, object] = {
            "format": PLAN_FORMAT,
            "instance": self.instance,
            "status": self.status,
            "objective_yen": self.objective_yen,
            "bound_yen": self.bound_yen,
            "seminars": [seminar.document() for seminar in self.seminars],
            "declined": [decline.document() for decline in self.declined],
        }
        if self.reason is not None:
            document |= {"reason": self.reason, "reason_ja": self.reason_ja}
        if self.errors:
            document["errors"] = [fault.document() for fault in self.errors]
        if self.itineraries:
            document["itineraries"] = dict(self.itineraries)
        return document
