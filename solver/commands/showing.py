"""`show`: a plan as a picture."""

from argparse import Namespace

from solver.commands.destination import Destination
from solver.commands.output import load_plan
from solver.commands.status import ExitStatus
from solver.formats.instance import load_instance
from solver.pictures.plan import draw_plan


def run(options: Namespace) -> ExitStatus:
    """Draw the plan into a file."""
    destination = Destination(options.output)
    destination.check()
    instance = load_instance(options.instance)
    picture = draw_plan(instance, load_plan(options.plan, instance))
    destination.write(picture)
    return ExitStatus.OK
