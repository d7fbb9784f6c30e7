import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.bench.curve import Point
from tests.bench.examples import PEER, RUN, record_of
from tests.bench.judging import Verdict, all_faults, faults_between, judge
from tests.bench.record import PLANNER
from tests.bench.running import Finished
from tests.solver.peer import SHARED, needs_shared
from tests.solver.tours import make_bid, make_tour

CALM = Finished(1.0, 0, (), None, (), was_ended=False, left_behind=False)
PLAN: dict[str, Any] = {
    "format": "seminar-plan/1",
    "instance": "small",
    "status": "optimal",
    "objective_yen": 2000,
    "bound_yen": 2000,
    "seminars": [{"bid": "b1", "date": "2027-06-28", "advisers": ["a1"]}],
    "declined": [],
}


def verdict_on(folder: Path, plan: object, finished: Finished = CALM, checker: str = "") -> Verdict:
    tour = folder / "tour.json"
    tour.write_text(json.dumps(make_tour([make_bid("b1")])), encoding="utf-8")
    path = folder / "plan.json"
    if plan is not None:
        path.write_text(json.dumps(plan), encoding="utf-8")
    return judge(tour, path, finished, Path(checker or folder / "none.py"))


def test_a_right_plan_has_its_cost_and_no_fault(tmp_path: Path) -> None:
    assert verdict_on(tmp_path, PLAN) == Verdict("optimal", 2000, 2000, ())


def test_a_plan_without_a_bound_is_as_welcome(tmp_path: Path) -> None:
    plan = PLAN | {"status": "feasible", "bound_yen": -1}
    assert verdict_on(tmp_path, plan) == Verdict("feasible", 2000, None, ())


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"objective_yen": 1999}, "costs 2000"),
        ({"bound_yen": 2001, "status": "feasible"}, "above the cost"),
        ({"seminars": []}, "b1"),
        ({"format": "other"}, "format"),
    ],
)
def test_a_plan_that_is_wrong_or_lies_is_told_and_has_no_cost(
    change: dict[str, object], word: str, tmp_path: Path
) -> None:
    verdict = verdict_on(tmp_path, PLAN | change)
    assert verdict.objective_yen is None
    assert any(word in fault for fault in verdict.faults)


@needs_shared
def test_the_independent_checker_is_asked_too(tmp_path: Path) -> None:
    checker = str(SHARED / "check_plan.py")
    assert verdict_on(tmp_path, PLAN, checker=checker).faults == ()
    faults = verdict_on(tmp_path, PLAN | {"objective_yen": 1}, checker=checker).faults
    assert any(fault.startswith("the independent check ") for fault in faults)


def test_a_program_that_ends_without_plan_is_at_fault_unless_it_says_so(tmp_path: Path) -> None:
    assert verdict_on(tmp_path, None).faults == ("no plan was written",)
    assert verdict_on(tmp_path, None, replace(CALM, exit_status=4)).faults == ()
    crashed = replace(CALM, exit_status=1, last_words=("Traceback", "KeyError: 3"))
    assert verdict_on(tmp_path, None, crashed).faults == ("exit status 1: KeyError: 3",)


def test_bad_manners_are_faults(tmp_path: Path) -> None:
    assert "ended" in verdict_on(tmp_path, PLAN, replace(CALM, was_ended=True)).faults[0]
    assert "behind" in verdict_on(tmp_path, PLAN, replace(CALM, left_behind=True)).faults[0]


def test_a_better_plan_that_was_told_but_not_written_is_a_fault(tmp_path: Path) -> None:
    told = replace(CALM, curve=(Point(0.5, 1900, 0),))
    assert "1,900 was told" in verdict_on(tmp_path, PLAN, told).faults[0]


def test_a_bound_above_the_plan_of_another_program_is_a_fault() -> None:
    peer = replace(PEER, objective_yen=999)
    assert [run for run, _ in faults_between([RUN, peer], None)] == [RUN]
    assert list(faults_between([RUN, PEER], None)) == []


def test_a_bound_above_the_known_optimum_is_a_fault_even_if_it_was_only_told() -> None:
    told = replace(RUN, bound_yen=900, curve=(Point(1.0, 1000, 960),))
    assert len(list(faults_between([told], 950))) == 1
    assert list(faults_between([told], 960)) == []


def test_infeasible_is_wrong_where_another_program_has_a_plan() -> None:
    none = replace(RUN, status="infeasible", objective_yen=None, bound_yen=None, curve=())
    assert [run.status for run, _ in faults_between([none, PEER], None)] == ["infeasible"]
    assert list(faults_between([none], None)) == []


def test_each_fault_of_the_programs_asked_for_is_told_once() -> None:
    wrong = replace(RUN, faults=("it is wrong",))
    record = record_of(wrong, wrong, replace(PEER, faults=("so is it",)))
    assert all_faults(record, [PLANNER]) == ["one, solver: it is wrong"]
    assert len(all_faults(record, [PLANNER, "peer"])) == 2
