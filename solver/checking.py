"""Is a whole plan valid, and does it cost what it claims? Recomputed without the optimiser."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from solver.formats.instance import Instance
from solver.formats.plan import Plan
from solver.formats.report import Components, Report
from solver.formats.violations import FalseClaim, Violation
from solver.tour.compiled import compile_instance
from solver.tour.evaluation import evaluate, explain_impossible
from solver.tour.locks import locked_seminars
from solver.tour.rules import check_each_bid_once
from solver.tour.trips import Traveller


def check(instance: Instance, plan: Plan) -> Report:
    """Recompute a plan's validity and cost, without the optimiser.

    Args:
        instance: A valid instance.
        plan: A plan whose bids and advisers are the instance's (see `solver.read_plan`).

    Returns:
        A report; a claim of `infeasible` is refuted where the locked bids alone are a valid plan.
    """
    return Examiner(instance).check(plan)


class Examiner:
    """An instance made ready once, for whoever checks several plans, or journeys of its advisers.

    Args:
        instance: A valid instance.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._tour = compile_instance(instance)

    def check(self, plan: Plan) -> Report:
        """Recompute a plan's validity and cost, as `solver.check` does."""
        if plan.status in {"infeasible", "invalid"}:
            return self._check_refusal(plan)
        once = tuple({seminar.bid: seminar for seminar in reversed(plan.seminars)}.values())
        report = evaluate(self._tour, once[::-1])
        violations = (
            *check_each_bid_once(self.instance, plan),
            *report.violations,
            *_check_claims(plan, report.objective_yen),
        )
        return _with_claims(report, plan, violations)

    def jam(self, adviser: str, days: Mapping[str, date]) -> Violation | None:
        """Return what keeps an adviser from giving some seminars alone, whatever else is held.

        Only these seminars are looked at, however many bids the instance has.

        Args:
            adviser: The adviser's id.
            days: The day of each seminar, by the id of its bid.
        """
        instance, tour = self.instance, self._tour
        traveller = Traveller(tour, tour.advisers[instance.adviser_index[adviser]])
        bids = ((tour.bids[instance.bid_index[name]], day) for name, day in days.items())
        stops = sorted(
            (traveller.stop(bid, day.toordinal()) for bid, day in bids),
            key=lambda stop: (stop.day, stop.start, stop.end),
        )
        if traveller.cheapest_cut(stops) is not None:
            return None
        return explain_impossible(traveller, stops)

    def _check_refusal(self, plan: Plan) -> Report:
        """Look at a plan that holds nothing because it says that nothing valid exists."""
        alone = evaluate(self._tour, locked_seminars(self.instance))
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
