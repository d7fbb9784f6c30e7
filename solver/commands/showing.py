"""`show`: a plan as a picture."""

from argparse import Namespace

from solver.commands.output import check_writable, load_plan, write_atomically
from solver.commands.status import ExitStatus
from solver.formats.instance import load_instance
from solver.pictures.plan import draw_plan


def run(options: Namespace) -> ExitStatus:
    """Draw the plan into a file."""
    check_writable(options.output)
    instance = load_instance(options.instance)
    picture = draw_plan(instance, load_plan(options.plan, instance))
    write_atomically(options.output, picture)
    return ExitStatus.OK
