"""What is known of a plan after recomputing it: cost, broken rules, itineraries."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from solver.formats.plan import Status
from solver.formats.times import show_time
from solver.formats.violations import FalseClaim, Violation


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of a plan's cost, in yen."""

    fares: int = 0
    hotels: int = 0
    dates: int = 0
    declines: int = 0
    coverage: int = 0
    workload: int = 0
    changes: int = 0

    @property
    def total(self) -> int:
        """The whole cost."""
        return sum(getattr(self, part.name) for part in fields(self))

    @property
    def travel(self) -> int:
        """Fares and hotels, of which the travel budget speaks."""
        return self.fares + self.hotels


@dataclass(frozen=True, slots=True)
class Leg:
    """One move within a trip, between two places (ids)."""

    from_place: str
    to_place: str
    minutes: int
    yen: int


@dataclass(frozen=True, slots=True)
class Trip:
    """An adviser's journey from home to home.

    Attributes:
        departs: Date of leaving home.
        returns: Date of being home again.
        leaves_at: The latest time of leaving home, minutes after midnight.
        home_at: Time of being home, minutes after midnight.
        nights: Nights away.
        fares_yen: Fares of all legs.
        hotels_yen: Hotels of all nights.
        legs: The moves, the first from home, the last to home.
        bids: Ids of the bids that are visited, in order.
    """

    departs: date
    returns: date
    leaves_at: int
    home_at: int
    nights: int
    fares_yen: int
    hotels_yen: int
    legs: tuple[Leg, ...]
    bids: tuple[str, ...]

    def document(self) -> dict[str, object]:
        """Return the trip as it stands in the `itineraries` of a plan document."""
        return {
            "departs": self.departs.isoformat(),
            "leaves_at": show_time(self.leaves_at),
            "returns": self.returns.isoformat(),
            "home_at": show_time(self.home_at),
            "bids": list(self.bids),
            "nights": self.nights,
            "fares_yen": self.fares_yen,
            "hotels_yen": self.hotels_yen,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A plan recomputed from its seminars alone.

    Attributes:
        objective_yen: The cost, None where some adviser's seminars allow no cut into trips.
        components: The parts of the cost; complete only where there is an objective.
        violations: Every broken rule and false claim; none means that the plan is valid.
        itineraries: The trips of each adviser who has any, by adviser id.
        status: What the plan claims to be.
        claimed_yen: The objective that the plan claims.
        bound_yen: The bound that the plan claims.
    """

    objective_yen: int | None
    components: Components
    violations: tuple[Violation | FalseClaim, ...]
    itineraries: Mapping[str, tuple[Trip, ...]]
    status: Status = "feasible"
    claimed_yen: int | None = None
    bound_yen: int | None = None

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations

    @property
    def breaches(self) -> tuple[Violation, ...]:
        """What the seminars break, without what the document claims."""
        return tuple(one for one in self.violations if isinstance(one, Violation))

    @property
    def gap(self) -> float | None:
        """How far the cost may lie above the optimum, as a share of it; None without a bound."""
        if self.objective_yen is None or self.bound_yen is None or self.bound_yen < 0:
            return None
        if self.objective_yen == 0:
            return 0.0
        return (self.objective_yen - self.bound_yen) / self.objective_yen
