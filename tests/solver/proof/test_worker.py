"""What the process that proves writes; each finding is a line of JSON."""

import io
import json
from typing import Any

import pytest

from solver import SolveOptions
from solver.proof.process import Prover
from solver.proof.worker import Reporter, run_task
from solver.search.draft import Holding
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import (
    START,
    Document,
    lock,
    make_adviser,
    make_bid,
    make_rules,
    make_tour,
)

ZERO = START.toordinal()
HUGE_YEN = 20_000_000
"""A price with which column generation is not exact."""


def findings(
    tour: Document, start: list[Holding | None] | None, options: SolveOptions
) -> list[dict[str, Any]]:
    """Return what a task writes."""
    task = json.loads(json.dumps(Prover(compile_document(tour), start, options)._task))
    output = io.StringIO()
    run_task(task, Reporter(output))
    return [json.loads(line) for line in output.getvalue().splitlines()]


@pytest.mark.parametrize("decline_yen", [500_000, HUGE_YEN], ids=["columns", "networks"])
@pytest.mark.parametrize("workers", [1, 3])
def test_either_way_to_prove_tells_the_best_plan_and_that_it_is_optimal(
    decline_yen: int, workers: int
) -> None:
    tour = make_tour([make_bid("b1", decline_yen=decline_yen)])
    found = findings(tour, [None], SolveOptions(workers=workers))
    plans = [one["holdings"] for one in found if "holdings" in one]
    assert plans[0] == [None]
    assert plans[-1] == [[ZERO, [0]]]
    bounds = [one["bound_yen"] for one in found if "bound_yen" in one]
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == 2000
    assert found[-1] == {"ending": "optimal"}


def test_a_tour_that_is_too_large_for_networks_stays_open() -> None:
    dates = dict.fromkeys(range(40), 0)
    advisers = [make_adviser(f"a{number}") for number in range(30)]
    bids = [make_bid(f"b{number}", dates, decline_yen=HUGE_YEN) for number in range(8)]
    found = findings(make_tour(bids, advisers), [None] * 8, SolveOptions(workers=1))
    assert found[-1] == {"ending": "open"}


def test_locks_that_cannot_be_kept_are_told_before_the_ending() -> None:
    tour = make_tour([lock(make_bid("b1"), 0, "a1")], rules=make_rules(travel_budget_yen=0))
    found = findings(tour, None, SolveOptions(workers=1))
    assert all("ending" not in one for one in found[:-1])
    assert found[-1] == {"ending": "infeasible"}


def test_a_bound_is_told_only_where_it_is_better() -> None:
    output = io.StringIO()
    reporter = Reporter(output)
    for bound_yen in (5, 5, 3, 7):
        reporter.bound(bound_yen)
    assert [json.loads(line)["bound_yen"] for line in output.getvalue().splitlines()] == [5, 7]


def test_compiling_is_told_as_it_begins_and_ends() -> None:
    output = io.StringIO()
    reporter = Reporter(output)
    reporter.compiling(True)
    reporter.compiling(False)
    told = [json.loads(line)["compiling"] for line in output.getvalue().splitlines()]
    assert told == [True, False]
