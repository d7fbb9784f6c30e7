"""Why no valid plan exists: a smallest set of locked bids that collide, and on which rule."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from solver import wording
from solver.compiled import CompiledTour, compile_instance
from solver.evaluation import evaluate
from solver.exact.feasibility import find_feasible
from solver.instance import Bid, Instance
from solver.plan import Seminar
from solver.progress import Watch
from solver.report import Violation

STRICT_RULES = frozenset({2, 3, 4, 5, 6})
"""Rules that no further seminar can help to keep."""

BUDGET_RULE = 13


def explain_collision(tour: CompiledTour, watch: Watch) -> tuple[str, str]:
    """Return in English and Japanese which locked bids, dates and rules collide.

    Args:
        tour: An instance without a valid plan.
        watch: Ends the search for a smaller set.
    """
    instance = tour.instance
    locked = [bid for bid in instance.bids if bid.locked]
    colliding = _shrink(instance, locked, watch)
    violations = _violations(instance, colliding)
    return wording.collision(instance, colliding, violations)


def _shrink(instance: Instance, locked: list[Bid], watch: Watch) -> list[Bid]:
    """Leave out one locked bid after the other, as long as the rest still collide.

    What is left is smallest: without any one of them there is a valid plan of the others.
    """
    left = list(locked)
    for bid in locked:
        rest = [other for other in left if other is not bid]
        if rest and _collide(instance, rest, watch):
            left = rest
    return left


def _collide(instance: Instance, locked: Sequence[Bid], watch: Watch) -> bool:
    """Say whether these locks by themselves leave no valid plan."""
    violations = _violations(instance, locked)
    if not violations:
        return False
    if any(violation.rule in STRICT_RULES for violation in violations) or watch.should_stop():
        return True
    kept = {bid.id for bid in locked}
    unlocked = tuple(bid if bid.id in kept else replace(bid, locked=False) for bid in instance.bids)
    tour = compile_instance(replace(instance, bids=unlocked))
    return find_feasible(tour, watch) is None


def _violations(instance: Instance, locked: Collection[Bid]) -> tuple[Violation, ...]:
    """Return what breaks a rule where only these bids are held."""
    kept = {bid.id for bid in locked}
    bids = tuple(bid if bid.id in kept else replace(bid, locked=False) for bid in instance.bids)
    seminars = [
        Seminar(bid.id, bid.current.date, bid.current.advisers) for bid in locked if bid.current
    ]
    return evaluate(compile_instance(replace(instance, bids=bids)), seminars).violations
