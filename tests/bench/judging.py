"""Whether what a program left behind is right: its plan, its bounds, its manners."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from solver.commands.status import ExitStatus
from tests.bench.record import Record, Run
from tests.bench.running import ROOT, Finished

UNDECIDED = "undecided"
LONGEST_LIST = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left to say of a run: see the attributes of `Run`."""

    status: str
    objective_yen: int | None
    bound_yen: int | None
    faults: tuple[str, ...]


def judge(instance: Path, plan: Path, finished: Finished, checker: Path) -> Verdict:
    """Return what a run's plan is worth, and all that is wrong.

    Args:
        instance: The file that was read.
        plan: The file that should have been written.
        finished: How the command went.
        checker: An independent checker of plans, used where it exists.
    """
    manners = tuple(_faults_of(finished))
    if not plan.is_file():
        is_open = bool(manners) or finished.exit_status == ExitStatus.UNDECIDED
        return Verdict(UNDECIDED, None, None, manners if is_open else ("no plan was written",))
    refusals = (*_check(instance, plan), *_check_independently(instance, plan, checker))
    if refusals:
        return Verdict(UNDECIDED, None, None, (*manners, *refusals))
    document = json.loads(plan.read_text(encoding="utf-8"))
    objective, bound = document["objective_yen"], document["bound_yen"]
    has_bound = bound is not None and bound >= 0
    faults = (*manners, *_forgotten(objective, finished))
    return Verdict(document["status"], objective, bound if has_bound else None, faults)


def faults_between(runs: Sequence[Run], optimum_yen: int | None) -> Iterator[tuple[Run, str]]:
    """Yield each run whose bound is above what some valid plan of the same instance costs.

    Args:
        runs: All runs on one instance.
        optimum_yen: What its best plan is known to cost, if that is known.
    """
    costs = [run.objective_yen for run in runs if run.objective_yen is not None]
    least = min([*costs, *([] if optimum_yen is None else [optimum_yen])], default=None)
    for run in runs:
        bounds = [point.bound_yen for point in run.curve if point.bound_yen is not None]
        highest = max([*bounds, -1 if run.bound_yen is None else run.bound_yen], default=-1)
        if least is not None and highest > least:
            yield run, f"the bound {highest:,} is above {least:,}, which a valid plan costs"
        if least is not None and run.status == "infeasible":
            yield run, f"there is a valid plan, it costs {least:,}"


def all_faults(record: Record, programs: Sequence[str]) -> list[str]:
    """Return what some programs did wrong, a line for each fault, none twice."""
    lines = (
        f"{run.instance}, {run.program}: {fault}"
        for run in record.runs
        if run.program in programs
        for fault in run.faults
    )
    return list(dict.fromkeys(lines))


def _forgotten(objective_yen: int | None, finished: Finished) -> Iterator[str]:
    """Yield the fault that a better plan was told of than the one that was written."""
    costs = [point.objective_yen for point in finished.curve if point.objective_yen is not None]
    if objective_yen is not None and costs and min(costs) < objective_yen:
        yield f"a plan for {min(costs):,} was told, one for {objective_yen:,} was written"


def _faults_of(finished: Finished) -> Iterator[str]:
    if finished.was_ended:
        yield f"it was still running after {finished.seconds:.0f} s and was ended"
    if finished.left_behind:
        yield "it left processes behind, which were ended"
    if finished.exit_status not in {ExitStatus.OK, ExitStatus.INFEASIBLE, ExitStatus.UNDECIDED}:
        yield _ending(finished)


def _ending(finished: Finished) -> str:
    return ": ".join([f"exit status {finished.exit_status}", *finished.last_words[-1:]])


def _check(instance: Path, plan: Path) -> list[str]:
    command = [sys.executable, "-m", "solver", "check", str(instance), str(plan)]
    return _refusals(command, "the check")


def _check_independently(instance: Path, plan: Path, checker: Path) -> list[str]:
    if not checker.is_file():
        return []
    command = [sys.executable, "-B", str(checker), str(instance), str(plan)]
    return _refusals(command, "the independent check")


def _refusals(command: Sequence[str], checker: str) -> list[str]:
    """Return why a checker refuses a plan, empty where it does not."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    lines = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines()]
    reasons = [line for line in lines if line.startswith("violation")] or lines[-1:]
    return [f"{checker} refuses the plan: {reason}" for reason in reasons[:LONGEST_LIST]]
