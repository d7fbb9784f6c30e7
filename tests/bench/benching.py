"""The order of a bench: warm up, run each program on each instance, judge, keep what came out."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench.curve import Point
from tests.bench.instances import Case, Catalogue
from tests.bench.judging import Verdict, faults_between, judge
from tests.bench.peers import Program, planner
from tests.bench.record import Record, Run
from tests.bench.running import Finished, patience, run_command

WARM_UP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What a bench is made with.

    Attributes:
        catalogue: Where instances come from.
        programs: What is run on each of them, in this order.
        folder: Where instances that are made, and plans, are written.
        repeat: How often each is run, 1 or more.
        limit_seconds: Time limit of every run; None for each instance's own.
        say: Told what is being done, a line at a time.
    """

    catalogue: Catalogue
    programs: Sequence[Program]
    folder: Path
    repeat: int
    limit_seconds: float | None
    say: Callable[[str], None]

    def warm_up(self) -> None:
        """Let the planner compile and keep its inner loops, so that no run pays for that."""
        self.say("warming up ...")
        case = Case("fy2015", WARM_UP_SECONDS)
        instance = self.catalogue.provide(case, self.folder)
        command = planner(2, 0).command(instance, self.folder / "warm-up.json", WARM_UP_SECONDS)
        run_command(command, patience(WARM_UP_SECONDS))

    def measure(self, case: Case, record: Record) -> None:
        """Run every program on an instance, and add the runs to a record."""
        instance = self.catalogue.provide(case, self.folder)
        runs = [
            self._run(case, instance, program, len(record.sittings) - 1)
            for _ in range(self.repeat)
            for program in self.programs
        ]
        record.runs += _compared(runs, self.catalogue.optimum(case))

    def _run(self, case: Case, instance: Path, program: Program, sitting: int) -> Run:
        limit = self.limit_seconds or case.limit_seconds
        self.say(f"{case.name}: {program.name}, at most {limit:g} s ...")
        plan = self.folder / f"{case.name}.{program.name}.plan.json"
        plan.unlink(missing_ok=True)
        finished = run_command(program.command(instance, plan, limit), patience(limit))
        verdict = judge(instance, plan, finished, self.catalogue.shared / "check_plan.py")
        document = json.loads(instance.read_text(encoding="utf-8"))
        names = (case.name, program.name)
        run = _as_run(names, document, finished, verdict, sitting=sitting, limit_seconds=limit)
        self.say(_summary(run))
        return run


def _as_run(
    names: tuple[str, str],
    tour: dict[str, Any],
    finished: Finished,
    verdict: Verdict,
    *,
    sitting: int,
    limit_seconds: float,
) -> Run:
    """Put a run together; the names are those of the instance and of the program."""
    return Run(
        instance=names[0],
        bids=len(tour["bids"]),
        advisers=len(tour["advisers"]),
        program=names[1],
        sitting=sitting,
        limit_seconds=limit_seconds,
        seconds=finished.seconds,
        peak_bytes=finished.peak_bytes,
        status=verdict.status,
        objective_yen=verdict.objective_yen,
        bound_yen=verdict.bound_yen,
        curve=finished.curve or tuple(_only_point(finished, verdict)),
        faults=verdict.faults,
    )


def _only_point(finished: Finished, verdict: Verdict) -> Iterable[Point]:
    """Yield the end of a program that tells nothing before."""
    if verdict.objective_yen is not None:
        yield Point(finished.seconds, verdict.objective_yen, verdict.bound_yen, "end")


def _compared(runs: Sequence[Run], optimum_yen: int | None) -> list[Run]:
    """Return the runs with the faults that only show beside each other."""
    found: dict[int, tuple[str, ...]] = {}
    for run, fault in faults_between(runs, optimum_yen):
        found[id(run)] = (*found.get(id(run), ()), fault)
    return [replace(run, faults=(*run.faults, *found.get(id(run), ()))) for run in runs]


def _summary(run: Run) -> str:
    cost = "no plan" if run.objective_yen is None else f"{run.objective_yen:,} yen"
    bound = "no bound" if run.bound_yen is None else f"bound {run.bound_yen:,}"
    faults = "".join(f"\n  fault: {fault}" for fault in run.faults)
    return f"  {run.status}, {cost}, {bound}, after {run.seconds:.2f} s{faults}"
