"""A planning problem without the days on which advisers cannot."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.planning.solver_io import planning_problem
from seminar_service.planning.solver_io.free_advisers import as_though_free, unavailable_days
from seminar_service.tours.model import Tour
from tests.factories import make_adviser

DAY = date(2026, 10, 6)


def test_nobody_is_unavailable_and_all_else_stays(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour, unavailable=[DAY])
    problem = planning_problem(session, tour)

    free = as_though_free(problem)

    assert unavailable_days(problem) == {adviser.id: {DAY}}
    assert unavailable_days(free) == {adviser.id: frozenset()}
    assert free.document["rules"] == problem.document["rules"]
    assert problem.document["advisers"][0]["unavailable"] == [DAY.isoformat()]
