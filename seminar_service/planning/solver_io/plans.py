"""A solver's plan to rows, once the solver's own checker has found nothing against it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

import solver
from seminar_service.planning.model import (
    Plan,
    PlannedSeminar,
    PlannedTeamMember,
    PlanOrigin,
)
from seminar_service.planning.solver_io.itineraries import itineraries_document
from seminar_service.planning.solver_io.names import adviser_name, bid_name, row_id
from seminar_service.planning.solver_io.refusals import planned_decline
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour


class PlanContradictsRules(Exception):  # noqa: N818 (named after the rule)
    """A plan breaks a rule or does not cost what it says, and is not saved.

    Attributes:
        violations: What the checker found, in English.
    """

    def __init__(self, violations: tuple[str, ...]) -> None:
        super().__init__("; ".join(violations))
        self.violations = violations


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan against which the checker has found nothing, with what the checker says of it."""

    instance: solver.Instance
    plan: solver.Plan
    report: solver.Report


def check_plan(document: Mapping[str, Any], plan: solver.Plan) -> CheckedPlan:
    """Have the solver's checker recompute a plan.

    Args:
        document: The instance that the plan answers.
        plan: A plan that is `optimal` or `feasible`.

    Raises:
        PlanContradictsRules: It is not valid at the cost that it claims.
    """
    instance = solver.read_instance(document)
    report = solver.check(instance, plan)
    if not report.valid or report.objective_yen is None:
        found = tuple(str(each) for each in report.violations)
        raise PlanContradictsRules(found or (f"a plan that is {plan.status} holds nothing",))
    return CheckedPlan(instance, plan, report)


def add_plan(
    session: Session, tour_id: int, checked: CheckedPlan, *, origin: PlanOrigin, now: datetime
) -> Plan:
    """Add a plan with its seminars, refusals, cost and itineraries to a tour.

    Part of the caller's transaction. The ids of the plan name rows (see `names`).
    """
    plan, report = checked.plan, checked.report
    row = Plan(
        tour_id=tour_id,
        number=next_number(session, tour_id),
        state=PlanState.COMPUTED,
        origin=origin,
        proven_optimal=plan.status == "optimal",
        objective_yen=report.objective_yen,
        bound_yen=-1 if plan.bound_yen is None else plan.bound_yen,
        components=asdict(report.components),
        itineraries=itineraries_document(checked.instance, plan, report),
        created_at=now,
        seminars=[_seminar(each) for each in plan.seminars],
        declines=[planned_decline(each) for each in plan.declined],
    )
    session.add(row)
    session.flush()
    return row


def newest_plan_document(session: Session, tour_id: int) -> dict[str, Any] | None:
    """Return the newest plan of a tour as a document that `solver.read_plan` takes, None without.

    Plans that answer scenarios are left out.

    It is for the planner to go on from: it holds the seminars alone, under the ids that
    `instance_document` gives them, and claims nothing of its cost.
    """
    row = session.scalar(
        select(Plan)
        .where(Plan.tour_id == tour_id, Plan.state != PlanState.SCENARIO)
        .order_by(Plan.number.desc())
        .limit(1)
        .options(selectinload(Plan.seminars).selectinload(PlannedSeminar.team))
    )
    if row is None:
        return None
    seminars = tuple(
        solver.Seminar(
            bid_name(each.bid_id),
            each.day,
            tuple(adviser_name(member.adviser_id) for member in each.team),
        )
        for each in row.seminars
    )
    return solver.write_plan(solver.Plan(f"plan-{row.number}", "feasible", None, None, seminars))


def next_number(session: Session, tour_id: int) -> int:
    """Count a tour's plans on; its row is locked until the transaction ends."""
    session.execute(select(Tour.id).where(Tour.id == tour_id).with_for_update(key_share=True))
    newest = session.scalar(select(func.max(Plan.number)).where(Plan.tour_id == tour_id))
    return (newest or 0) + 1


def _seminar(seminar: solver.Seminar) -> PlannedSeminar:
    team = [
        PlannedTeamMember(position=position, adviser_id=row_id(name))
        for position, name in enumerate(seminar.advisers)
    ]
    return PlannedSeminar(bid_id=row_id(seminar.bid), day=seminar.date, team=team)
