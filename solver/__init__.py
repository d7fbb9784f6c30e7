"""Plans a tour of seminars: which bids are held, when, by whom, and what that costs.

The package stands alone: it reads instances and writes plans, and knows of no database and no
web. Its public names are those of `__all__`; `docs/solver.md` has the mathematics.
"""

from solver.checking import Examiner, check
from solver.comparison import Change, Comparison, compare
from solver.errors import (
    Fault,
    InvalidInstance,
    InvalidMove,
    InvalidPlan,
    SolverError,
    UnknownExecutor,
    UnusableFile,
)
from solver.explaining import Explanation, Extra, explain
from solver.formats.instance import (
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
from solver.formats.plan import Collision, Decline, Obstacle, Plan, Remedy, Seminar, Text
from solver.formats.plan_reading import read_plan
from solver.formats.report import Components, Leg, Report, Trip
from solver.formats.rulebook import Rule
from solver.formats.violations import Breach, FalseClaim, Undecided, Violation
from solver.progress import Progress, SolveOptions
from solver.solving import solve
from solver.texts.plan_writing import write_plan
from solver.workbench.options import Option, Options
from solver.workbench.workbench import Effect, Move, Workbench, evaluate

__all__ = [
    "Adviser",
    "Bid",
    "Breach",
    "Change",
    "Collision",
    "Comparison",
    "Components",
    "Current",
    "Decline",
    "Effect",
    "Examiner",
    "Explanation",
    "Extra",
    "FalseClaim",
    "Fault",
    "Horizon",
    "Instance",
    "InvalidInstance",
    "InvalidMove",
    "InvalidPlan",
    "Leg",
    "Move",
    "Obstacle",
    "Option",
    "Options",
    "Place",
    "Plan",
    "Progress",
    "Remedy",
    "Report",
    "Rule",
    "Rules",
    "Seminar",
    "SolveOptions",
    "SolverError",
    "Text",
    "Travel",
    "Trip",
    "Undecided",
    "UnknownExecutor",
    "UnusableFile",
    "Violation",
    "Workbench",
    "check",
    "compare",
    "evaluate",
    "explain",
    "load_instance",
    "read_instance",
    "read_plan",
    "solve",
    "write_plan",
]
