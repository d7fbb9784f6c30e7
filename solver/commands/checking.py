"""`check`: recompute a plan's validity and cost."""

from argparse import Namespace

from solver.checking import check
from solver.commands.output import load_plan, say, say_cost
from solver.commands.status import ExitStatus
from solver.formats.instance import load_instance


def run(options: Namespace) -> ExitStatus:
    """Check the plan and say what was found."""
    instance = load_instance(options.instance)
    report = check(instance, load_plan(options.plan, instance))
    say(f"status: {report.status}")
    if report.objective_yen is not None:
        say(f"objective: {report.objective_yen:,} yen")
        say_cost(report)
    for violation in report.violations:
        say(f"violation: {violation}")
    say(f"valid: {'yes' if report.valid else 'no'}")
    return ExitStatus.OK if report.valid else ExitStatus.BROKEN_PLAN
