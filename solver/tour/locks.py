"""The locked bids by themselves: all others declined."""

from collections.abc import Iterable

from solver.formats.instance import Bid, Instance
from solver.formats.plan import Seminar
from solver.formats.violations import Violation
from solver.tour.compiled import CompiledTour
from solver.tour.evaluation import evaluate


def locked_seminars(instance: Instance) -> tuple[Seminar, ...]:
    """Return the seminars that every valid plan holds."""
    return locks_of(bid for bid in instance.bids if bid.locked)


def locks_of(bids: Iterable[Bid]) -> tuple[Seminar, ...]:
    """Return what has been published for some bids."""
    return tuple(
        Seminar(bid.id, bid.current.date, bid.current.advisers) for bid in bids if bid.current
    )


def evaluate_locks(tour: CompiledTour) -> tuple[list[Bid], tuple[Violation, ...]]:
    """Return the locked bids, and what breaks a rule where they alone are held."""
    locked = [bid for bid in tour.instance.bids if bid.locked]
    return locked, evaluate(tour, locked_seminars(tour.instance)).breaches
