"""Is a whole plan valid, and does it cost what it claims? Recomputed without the optimiser."""

from collections.abc import Iterator
from dataclasses import replace

from solver.formats.instance import Instance
from solver.formats.plan import Plan
from solver.formats.report import Components, Report
from solver.formats.violations import FalseClaim, Violation
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate
from solver.tour.locks import locked_seminars
from solver.tour.rules import check_each_bid_once


def check(instance: Instance, plan: Plan) -> Report:
    """Recompute a plan's validity and cost, without the optimiser.

    Args:
        instance: A valid instance.
        plan: A plan whose bids and advisers are the instance's (see `solver.read_plan`).

    Returns:
        A report; a claim of `infeasible` is refuted where the locked bids alone are a valid plan.
    """
    if plan.status in {"infeasible", "invalid"}:
        return _check_refusal(instance, plan)
    once = tuple({seminar.bid: seminar for seminar in reversed(plan.seminars)}.values())
    report = evaluate(compile_instance(instance), once[::-1])
    violations = (
        *check_each_bid_once(instance, plan),
        *report.violations,
        *_check_claims(plan, report.objective_yen),
    )
    return _with_claims(report, plan, violations)


def _check_claims(plan: Plan, objective_yen: int | None) -> Iterator[FalseClaim]:
    claimed, bound = plan.objective_yen, plan.bound_yen
    if claimed is None or bound is None:
        yield FalseClaim("claim", "objective_yen and bound_yen must be integers")
    if bound is not None and bound < -1:
        yield FalseClaim("claim", f"bound_yen {bound} is negative")
    if objective_yen is None:
        return
    if claimed is not None and claimed != objective_yen:
        yield FalseClaim("claim", f"objective_yen is {claimed}, the plan costs {objective_yen}")
    if bound is not None and bound > objective_yen:
        yield FalseClaim("claim", f"bound_yen {bound} is above the cost {objective_yen}")
    if bound is not None and plan.status == "optimal" and bound != objective_yen:
        yield FalseClaim("claim", f"an optimal plan has its cost {objective_yen} as bound_yen")


def _check_refusal(instance: Instance, plan: Plan) -> Report:
    """Look at a plan that holds nothing because it says that nothing valid exists."""
    alone = evaluate(compile_instance(instance), locked_seminars(instance))
    violations: list[FalseClaim] = []
    if plan.status == "invalid":
        violations.append(FalseClaim("status", "the instance satisfies its format"))
    elif alone.valid:
        message = "there is a valid plan: the locked bids are held, all others declined"
        violations.append(FalseClaim("status", message))
    if plan.status == "infeasible" and plan.seminars:
        violations.append(FalseClaim("status", "an infeasible plan has no seminars"))
    if plan.status == "infeasible" and not _has_reason(plan):
        violations.append(FalseClaim("status", "an infeasible plan needs a reason"))
    return _with_claims(Report(None, Components(), (), {}), plan, tuple(violations))


def _has_reason(plan: Plan) -> bool:
    return plan.collision is not None or bool(plan.reason and plan.reason.en)


def _with_claims(
    report: Report, plan: Plan, violations: tuple[Violation | FalseClaim, ...]
) -> Report:
    return replace(
        report,
        violations=violations,
        status=plan.status,
        claimed_yen=plan.objective_yen,
        bound_yen=plan.bound_yen,
    )
