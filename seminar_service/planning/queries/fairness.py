"""What fairness costs: the solved points of a tour's curve, beside one of its plans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import pstdev

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.planning.fairness_curves import WORKLOAD, points_of_curve
from seminar_service.planning.model import Plan, PlannedSeminar, PlannedTeamMember
from seminar_service.planning.queries.scenarios import ScenarioLine, scenario_lines
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario


@dataclass(frozen=True, slots=True)
class Shared:
    """What a plan costs, and how evenly it shares the seminars.

    Attributes:
        cost_yen: The cost without the charge for an uneven workload.
        spread: How far the advisers' seminars lie from their mean: the standard deviation over
            all who are engaged, by which the tour's rule charges; 0 where all have the same.
        fewest: The seminars of who has fewest.
        most: Those of who has most.
        gap_yen: By how much a plan could cost less that shares as evenly; None where unknown.
    """

    cost_yen: int
    spread: float
    fewest: int
    most: int
    gap_yen: int | None = None

    def is_beaten_by(self, other: "Shared") -> bool:
        """Whether another costs no more and shares no worse, and one of them is better."""
        return (
            other.cost_yen <= self.cost_yen
            and other.spread <= self.spread
            and (other.cost_yen, other.spread) != (self.cost_yen, self.spread)
        )


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One price of an uneven workload: the scenario with it, what came of it, counted from 1."""

    number: int
    workload_yen: int
    line: ScenarioLine
    shared: Shared | None

    @property
    def plan(self) -> Plan | None:
        """The plan of the point; None while there is none."""
        return self.line.plan


@dataclass(frozen=True, slots=True)
class FairnessCurve:
    """The curve of a tour beside one of its plans.

    Attributes:
        number: Which of the tour's curves it is; 0 where nobody has asked for one.
        points: By rising price.
        own: The plan beside it; None where its cost is not known, or nobody takes part.
    """

    number: int
    points: tuple[CurvePoint, ...]
    own: Shared | None

    @property
    def solved(self) -> tuple[CurvePoint, ...]:
        """The points that have a plan."""
        return tuple(each for each in self.points if each.shared)

    @property
    def is_under_way(self) -> bool:
        """Whether a point is being planned, or waits for it."""
        return any(each.line.is_under_way for each in self.points)

    @property
    def is_flat(self) -> bool:
        """Whether all points are solved, and all are the same."""
        return (
            len(self.solved) == len(self.points) and len({each.shared for each in self.solved}) == 1
        )

    def is_beaten(self, shared: Shared) -> bool:
        """Whether a solved point is no dearer and no less even, and better in one of both."""
        return any(shared.is_beaten_by(each.shared) for each in self.points if each.shared)


def fairness_curve(session: Session, plan: Plan) -> FairnessCurve:
    """Return what fairness costs in the tour of a plan. A fixed number of queries.

    All points answer the input of the instant at which the curve was asked for, however long they
    waited and whatever changed meanwhile.
    """
    points = points_of_curve(session, plan.tour_id)
    lines = scenario_lines(session, plan.tour_id, points, None, as_begun=True)
    found = {each.scenario.id: each.plan for each in lines if each.plan}
    shared = _shared(session, plan.tour_id, [plan, *found.values()])
    numbered = enumerate(sorted(lines, key=lambda each: _price(each.scenario)), start=1)
    return FairnessCurve(
        number=max((each.curve or 0 for each in points), default=0),
        points=tuple(
            CurvePoint(
                number,
                _price(line.scenario),
                line,
                shared.get(line.plan.id) if line.plan else None,
            )
            for number, line in numbered
        ),
        own=shared.get(plan.id),
    )


def _price(scenario: Scenario) -> int:
    """The price of an uneven workload that a point assumes."""
    rules = (each for each in scenario.assumed if isinstance(each, TourRule))
    return next(int(each.value or 0) for each in rules if each.name == WORKLOAD)


def _shared(session: Session, tour_id: int, plans: Sequence[Plan]) -> dict[int, Shared]:
    """How plans share the seminars, by their keys; without those that say nothing about it."""
    engaged = session.scalars(select(Engagement.adviser_id).where(Engagement.tour_id == tour_id))
    everybody = set(engaged)
    given = _given(session, (each.id for each in plans))
    found = {each.id: _share(each, everybody, given.get(each.id, {})) for each in plans}
    return {key: each for key, each in found.items() if each}


def _share(plan: Plan, engaged: set[int], given: Mapping[int, int]) -> Shared | None:
    numbers = [given.get(key, 0) for key in engaged | given.keys()]
    if plan.objective_yen is None or not numbers:
        return None
    cost = plan.objective_yen - int(plan.components.get("workload", 0))
    gap = plan.objective_yen - plan.bound_yen if plan.bound_yen >= 0 else None
    return Shared(cost, round(pstdev(numbers), 4), min(numbers), max(numbers), gap)


def _given(session: Session, plan_ids: Iterable[int]) -> dict[int, Counter[int]]:
    """How many seminars each adviser gives in each plan."""
    rows = session.execute(
        select(PlannedSeminar.plan_id, PlannedTeamMember.adviser_id, func.count())
        .join(PlannedTeamMember, PlannedTeamMember.planned_seminar_id == PlannedSeminar.id)
        .where(PlannedSeminar.plan_id.in_(list(plan_ids)))
        .group_by(PlannedSeminar.plan_id, PlannedTeamMember.adviser_id)
    )
    found: dict[int, Counter[int]] = {}
    for plan_id, adviser_id, number in rows:
        found.setdefault(plan_id, Counter())[adviser_id] = number
    return found
