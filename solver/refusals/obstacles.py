"""What stood in the way of a bid, date by date, whatever else was planned."""

from solver.formats.instance import Instance
from solver.formats.plan import Obstacle
from solver.tour.locks import locked_seminars
from solver.workbench.workbench import Workbench, evaluate


def beside_locks(instance: Instance) -> Workbench:
    """Return the plan in which the locked bids alone are held: every plan holds at least these."""
    return evaluate(instance, locked_seminars(instance))


def find_obstacles(bench: Workbench, bid: str) -> tuple[Obstacle, ...]:
    """Return what stands in the way on each date of a bid.

    Args:
        bench: A plan that does not hold the bid, see `beside_locks`.
        bid: Id of the bid.
    """
    options = bench.options_for(bid)
    return tuple(Obstacle(day, options.broken_on(day)) for day in options.dates)
