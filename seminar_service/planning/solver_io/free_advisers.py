"""A tour's planning problem without the days on which advisers cannot: for what plans cost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from seminar_service.planning.solver_io.instances import PlanningProblem
from seminar_service.planning.solver_io.names import row_id


def as_though_free(problem: PlanningProblem) -> PlanningProblem:
    """Return the problem with everybody free on all days; costs are the same in both.

    A plan that somebody cannot travel has no cost, though it had one when it was released.
    """
    free = [each | {"unavailable": []} for each in problem.document["advisers"]]
    return replace(problem, document=problem.document | {"advisers": free})


def unavailable_days(problem: PlanningProblem) -> Mapping[int, frozenset[date]]:
    """Return the days on which each adviser cannot, by their keys."""
    return {
        row_id(each["id"]): frozenset(map(date.fromisoformat, each["unavailable"]))
        for each in problem.document["advisers"]
    }
