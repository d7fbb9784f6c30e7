"""What seminars cost that somebody has put together by hand, whatever rules they break."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import solver
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io.itineraries import itineraries_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id

NOT_CLAIMED: Final = -1


@dataclass(frozen=True, slots=True)
class Weighed:
    """What seminars cost by the planner's rules.

    Attributes:
        objective_yen: The cost, None where somebody cannot travel so.
        components: How it splits, by name; without the travel of who cannot travel so.
        itineraries: Each adviser's trips, as `Plan.itineraries` keeps them.
        is_valid: Whether no rule is broken.
    """

    objective_yen: int | None
    components: dict[str, Any]
    itineraries: dict[str, Any]
    is_valid: bool

    def bound_yen(self, of_valid_yen: int) -> int:
        """What may be claimed of every valid plan beside this one, which may itself break rules.

        Args:
            of_valid_yen: What every valid plan costs at least, -1 where nothing is proven.
        """
        above = self.objective_yen is None or of_valid_yen > self.objective_yen
        return NOT_CLAIMED if above else of_valid_yen

    def is_proven(self, of_valid_yen: int) -> bool:
        """Whether no valid plan is cheaper; the argument is as in `bound_yen`."""
        return self.is_valid and self.objective_yen == of_valid_yen


def weigh(instance: solver.Instance, held: Mapping[int, Held]) -> Weighed:
    """Return what these seminars, and no others, cost and whether they break a rule.

    Args:
        instance: The planning problem.
        held: The seminars, by the key of the bid; it knows all bids and advisers.
    """
    plan = solver.Plan(instance.name, "feasible", None, None, seminars_of(held))
    report = solver.check(instance, plan)
    return Weighed(
        report.objective_yen,
        asdict(report.components),
        itineraries_document(instance, plan, report),
        is_valid=not report.breaches,
    )


def seminars_of(held: Mapping[int, Held]) -> tuple[solver.Seminar, ...]:
    """Return seminars as the planner knows them."""
    return tuple(
        solver.Seminar(bid_name(key), each.day, tuple(map(adviser_name, each.team)))
        for key, each in held.items()
    )


def held_in(seminars: Iterable[solver.Seminar]) -> dict[int, Held]:
    """Return the planner's seminars by the keys of rows."""
    return {
        row_id(each.bid): Held(each.date, tuple(map(row_id, each.advisers))) for each in seminars
    }


def digest_of(document: Mapping[str, Any]) -> str:
    """Name a planning problem: the same name, the same question."""
    said = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
