"""Why no valid plan exists: a smallest set of locked bids that collide, and on which rule."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from solver import wording
from solver.compiled import CompiledTour, compile_instance
from solver.exact.feasibility import find_feasible
from solver.instance import Bid, Instance
from solver.locks import evaluate_locks

STRICT_RULES = frozenset({2, 3, 4, 5, 6})
"""Rules that no further seminar can help to keep."""


def explain_collision(tour: CompiledTour) -> wording.Text:
    """Return in English and Japanese which locked bids, dates and rules collide.

    Args:
        tour: An instance without a valid plan.
    """
    instance = tour.instance
    colliding = _shrink(instance, [bid for bid in instance.bids if bid.locked])
    _, violations = evaluate_locks(_with_locks(instance, colliding))
    return wording.collision(instance, colliding, violations)


def _shrink(instance: Instance, locked: Sequence[Bid]) -> list[Bid]:
    """Leave out one locked bid after the other, as long as the rest still collide.

    What is left is smallest: without any one of them there is a valid plan of the others.
    """
    left = list(locked)
    for bid in locked:
        rest = [other for other in left if other is not bid]
        if rest and _collide(instance, rest):
            left = rest
    return left


def _collide(instance: Instance, locked: Sequence[Bid]) -> bool:
    """Say whether these locks by themselves leave no valid plan."""
    tour = _with_locks(instance, locked)
    _, violations = evaluate_locks(tour)
    if not violations:
        return False
    if any(violation.rule in STRICT_RULES for violation in violations):
        return True
    return find_feasible(tour) is None


def _with_locks(instance: Instance, locked: Collection[Bid]) -> CompiledTour:
    """Return the tour in which only these bids are locked."""
    kept = {bid.id for bid in locked}
    bids = tuple(bid if bid.id in kept else replace(bid, locked=False) for bid in instance.bids)
    return compile_instance(replace(instance, bids=bids))
