"""A stand-in for a peer: the greedy insertion alone, without a bound.

`python -m tests.bench.greedy INSTANCE PLAN`; it is what a careful planner does by hand.
"""

import sys
from pathlib import Path

from solver import Decline, Instance, Plan, load_instance, write_plan
from solver.commands.destination import Destination
from solver.commands.output import write_json
from solver.commands.status import ExitStatus
from solver.search.greedy import draft_locked, hardest_first, insert_all
from solver.tour.compiled import compile_instance

NO_BOUND = -1


def plan_greedily(instance: Instance) -> Plan | None:
    """Return the plan in which each bid in turn is held in the cheapest way that is left.

    None where the locked bids alone are no valid plan, from which to go on.
    """
    tour = compile_instance(instance)
    draft = draft_locked(tour)
    if draft is None:
        return None
    insert_all(draft, hardest_first(tour), lambda: False)
    seminars = draft.seminars()
    held = {seminar.bid for seminar in seminars}
    declined = tuple(Decline(bid.id, "outbid") for bid in instance.bids if bid.id not in held)
    return Plan(instance.name, "feasible", draft.cost_yen(), NO_BOUND, seminars, declined)


def main(path: Path, output: Path) -> int:
    """Read an instance, write a plan, and return the exit status."""
    instance = load_instance(path)
    plan = plan_greedily(instance)
    if plan is None:
        return ExitStatus.UNDECIDED
    Destination(output).write(write_json(write_plan(plan, instance)))
    return ExitStatus.OK


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
