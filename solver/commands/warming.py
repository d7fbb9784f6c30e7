"""`warm`: compile what proofs need, once on a machine."""

import sys
from argparse import Namespace

from solver.commands.output import say
from solver.commands.status import ExitStatus
from solver.warming import compile_all


def run(_: Namespace) -> ExitStatus:
    """Compile what is not compiled yet; say nothing where there is nothing to do."""
    if not compile_all(_say_that_it_compiles):
        say(
            "No folder takes compiled code, so each proof compiles anew: NUMBA_CACHE_DIR names one."
        )
    return ExitStatus.OK


def _say_that_it_compiles() -> None:
    say("Compiling the planner, once on this machine (half a minute) ...")
    sys.stdout.flush()
