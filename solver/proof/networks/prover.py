"""Proves a model with the solver that suits its numbers."""

from collections.abc import Sequence

from solver.proof.findings import Ending, Listener
from solver.proof.networks.cpsat import prove_with_cpsat
from solver.proof.networks.highs import prove_with_highs
from solver.proof.networks.model import ExactModel
from solver.search.draft import Holding

MOST_YEN_IN_FLOATS = 10_000_000
"""Prices above which floating point would not tell one yen from another safely."""


def prove(
    model: ExactModel, start: Sequence[Holding | None] | None, seed: int, listener: Listener
) -> Ending:
    """Solve a model to the end, telling the listener each better bound and plan.

    Args:
        model: What to solve.
        start: A valid plan to go on from, if there is one.
        seed: Of the solver's choices.
        listener: Told from within the solver.
    """
    prove_it = prove_with_highs if suits_floats(model) else prove_with_cpsat
    return prove_it(model, start, seed, listener)


def suits_floats(model: ExactModel) -> bool:
    """Say whether floating point is precise enough for a model's prices."""
    return bool(model.costs) and all(abs(yen) <= MOST_YEN_IN_FLOATS for yen, _ in model.costs)
