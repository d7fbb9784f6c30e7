"""What seminars cost that somebody has put together by hand."""

from datetime import date

import pytest

from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io.weighing import Weighed, digest_of, held_in, seminars_of


def weighed(objective_yen: int | None, *, is_valid: bool = True) -> Weighed:
    return Weighed(objective_yen, {}, {}, is_valid)


@pytest.mark.parametrize(
    ("objective", "bound", "claimed"),
    [(100, 90, 90), (100, 100, 100), (80, 90, -1), (None, 90, -1)],
)
def test_a_bound_is_claimed_where_the_plan_does_not_lie_below(
    objective: int | None, bound: int, claimed: int
) -> None:
    assert weighed(objective).bound_yen(bound) == claimed


def test_only_a_valid_plan_at_its_bound_is_the_best() -> None:
    assert weighed(90).is_proven(90)
    assert not weighed(91).is_proven(90)
    assert not weighed(90, is_valid=False).is_proven(90)
    assert not weighed(None).is_proven(-1)


def test_seminars_go_to_the_planner_and_come_back() -> None:
    held = {7: Held(date(2026, 10, 6), (1, 2))}

    assert held_in(seminars_of(held)) == held


def test_the_same_problem_has_the_same_name() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})
