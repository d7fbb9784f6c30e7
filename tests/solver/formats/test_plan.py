from dataclasses import FrozenInstanceError

import pytest

from solver import Decline, Plan, Seminar
from solver.formats.plan import REMEDY_KINDS, STATUSES
from tests.solver.tours import START


def test_a_seminar_is_written_with_ids_and_a_date() -> None:
    assert Seminar("b1", START, ("a1", "a2")).document() == {
        "bid": "b1",
        "date": "2027-06-28",
        "advisers": ["a1", "a2"],
    }


def test_a_plan_cannot_be_changed_once_it_is_made() -> None:
    plan = Plan("small", "feasible", 0, -1, (Seminar("b1", START, ("a1",)),))
    with pytest.raises(FrozenInstanceError):
        plan.status = "optimal"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        plan.seminars[0].bid = "b2"  # type: ignore[misc]


def test_whether_remedies_were_searched_differs_from_whether_there_are_any() -> None:
    assert Decline("b1", "outbid") != Decline("b1", "outbid", remedies=())


def test_the_format_knows_these_statuses_and_kinds_of_remedy() -> None:
    assert STATUSES == ("optimal", "feasible", "infeasible", "invalid")
    assert REMEDY_KINDS[:3] == ("date", "free_day", "limit")
    assert set(REMEDY_KINDS[3:]) == {"month_limit", "day_limit", "adviser", "budget"}
