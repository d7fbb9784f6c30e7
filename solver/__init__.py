"""Plans a tour of seminars: which bids are held, when, by whom, and what that costs.

The package stands alone: it reads instances and writes plans, and knows of no database and no
web. Its public names are those of `__all__`; `docs/solver.md` has the mathematics.
"""

from solver.checking import check
from solver.errors import (
    Fault,
    InvalidInstance,
    InvalidPlan,
    SolverError,
    Undecided,
    UnreadableFile,
)
from solver.instance import (
    Adviser,
    Bid,
    Current,
    Horizon,
    Instance,
    Place,
    Rules,
    Travel,
    load_instance,
    read_instance,
)
from solver.plan import Decline, Plan, Seminar, read_plan
from solver.progress import Progress, SolveOptions
from solver.report import Components, Leg, Report, Trip, Violation
from solver.solving import solve

__all__ = [
    "Adviser",
    "Bid",
    "Components",
    "Current",
    "Decline",
    "Fault",
    "Horizon",
    "Instance",
    "InvalidInstance",
    "InvalidPlan",
    "Leg",
    "Place",
    "Plan",
    "Progress",
    "Report",
    "Rules",
    "Seminar",
    "SolveOptions",
    "SolverError",
    "Travel",
    "Trip",
    "Undecided",
    "UnreadableFile",
    "Violation",
    "check",
    "load_instance",
    "read_instance",
    "read_plan",
    "solve",
]
