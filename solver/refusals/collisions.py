"""Why no valid plan exists: a smallest set of locked bids that collide, and on which rule.

Some rules can only get worse with more seminars; locked bids that break one of these prove by
themselves that no valid plan exists. Whether the others collide is for the exact model to say.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from solver.formats.instance import Bid, Instance
from solver.formats.plan import Collision
from solver.formats.rulebook import STRICT_RULES
from solver.tour.compiled import CompiledTour, compile_instance
from solver.tour.locks import evaluate_locks, locks_of

Proof = Callable[[CompiledTour], bool]
"""Whether a tour is proven to have no valid plan."""


def explain_strictly(tour: CompiledTour) -> Collision | None:
    """Return which locked bids break a rule that no further seminar can mend, if any do."""
    instance = tour.instance
    first = _first_strict(tour)
    if not first:
        return None
    return describe(instance, shrink(instance, first, lambda part: bool(_first_strict(part))))


def shrink(instance: Instance, colliding: Sequence[Bid], is_impossible: Proof) -> list[Bid]:
    """Leave out one locked bid after the other, as long as the rest are still proven to collide.

    What is left is smallest: without any one of them there is no such proof.

    Args:
        instance: The tour.
        colliding: Locked bids that are proven to collide.
        is_impossible: The proof, asked of the tour with only some bids locked.
    """
    left = list(colliding)
    for bid in colliding:
        rest = [other for other in left if other is not bid]
        if rest and is_impossible(with_locks(instance, rest)):
            left = rest
    return left


def describe(instance: Instance, colliding: Sequence[Bid]) -> Collision:
    """Return how the colliding bids are locked, and what they break together."""
    _, violations = evaluate_locks(with_locks(instance, colliding))
    return Collision(locks_of(colliding), violations)


def with_locks(instance: Instance, locked: Collection[Bid]) -> CompiledTour:
    """Return the tour in which only these bids are locked."""
    kept = {bid.id for bid in locked}
    bids = tuple(bid if bid.id in kept else replace(bid, locked=False) for bid in instance.bids)
    return compile_instance(replace(instance, bids=bids))


def _first_strict(tour: CompiledTour) -> list[Bid]:
    """Return the locked bids of one collision that no further seminar can mend, if there is one."""
    locked, violations = evaluate_locks(tour)
    for bid in locked:
        if _comes_unavailable(tour.instance, bid):
            return [bid]
    for violation in violations:
        if violation.rule in STRICT_RULES:
            return [bid for bid in locked if bid.id in violation.bids]
    return []


def _comes_unavailable(instance: Instance, bid: Bid) -> bool:
    """Say whether one of the team is unavailable on the very date (rule 11)."""
    if bid.current is None:
        return False
    advisers = [instance.advisers[instance.adviser_index[one]] for one in bid.current.advisers]
    return any(bid.current.date in adviser.unavailable for adviser in advisers)
