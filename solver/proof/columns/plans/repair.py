"""Repairs a plan of which some trips are kept, wherever there is somebody to compute."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.proof.columns.graph.arrays import Trips, joined
from solver.proof.columns.plans.integer_master import program_of, used_trips
from solver.proof.columns.plans.integer_program import solve_program
from solver.proof.columns.problem import Problem


@dataclass(frozen=True)
class Repair:
    """What a plan is to be made of.

    Attributes:
        kept: Trips that go together.
        candidates: Trips that fit beside these.
        upper_yen: Plans must cost at least one yen less.
        nodes: Most nodes of branching.
        must_keep: Whether the plan must use the kept trips.
    """

    kept: Trips
    candidates: Trips
    upper_yen: float
    nodes: int
    must_keep: bool = True


def solve_repairs(problem: Problem, repairs: Sequence[Repair]) -> list[Trips | None]:
    """Return for each repair the trips of a better plan, None where none was found.

    They are solved apart from each other, by the problem's executor where it has one; what is
    found does not depend on it.
    """
    trips = [joined([repair.kept, repair.candidates]) for repair in repairs]
    near_enough = problem.effort.heuristics.near_enough
    tasks = [
        (program_of(problem, some, _fixed(repair), repair.upper_yen), repair.nodes, near_enough)
        for repair, some in zip(repairs, trips, strict=True)
    ]
    if problem.executor is None:
        found = [solve_program(*task) for task in tasks]
    else:
        running = [problem.executor.submit(solve_program, *task) for task in tasks]
        found = [task.result() for task in running]
    return [
        None if columns is None else used_trips(problem, some, columns)
        for some, columns in zip(trips, found, strict=True)
    ]


def _fixed(repair: Repair) -> int:
    return repair.kept.number if repair.must_keep else 0
