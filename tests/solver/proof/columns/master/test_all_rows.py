"""With every row added, trips that clash break one, and plans break none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.proof.columns.master.all_rows import add_all_rows, busiest_moments
from solver.proof.columns.master.rows import Key
from solver.proof.columns.problem import Problem
from tests.solver.proof.columns.clashes import CLASHES, Clash
from tests.solver.proof.columns.small_plans import (
    Columns,
    Stop,
    broken_rows,
    busy_tour,
    columns_of,
    every_trip,
    plan_at_random,
    trips_at,
)
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_every_valid_plan_keeps_all_rows(seed: int) -> None:
    problem = Problem(busy_tour(seed))
    add_all_rows(problem.separator, every_trip(problem))
    assert broken_rows(problem, columns_of(problem, plan_at_random(problem.tour, seed))) == []


def broken_by(clash: Clash, one_more: list[Stop]) -> set[Key]:
    """Return which rows the kept trips with one more break, all rows being there."""
    problem = Problem(compile_document(clash.tour))
    use = np.zeros(len(problem.variables.yen))
    if len(problem.tour.bids[0].able) > 1:
        start = problem.tour.instance.horizon.start.toordinal()
        day = start + clash.kept[0][0][2] - problem.calendar.origin
        use[problem.variables.held[0, day]] = 1.0
    trips = trips_at(problem, [*clash.kept, one_more])
    add_all_rows(problem.separator, every_trip(problem))
    broken = broken_rows(problem, Columns(trips, use))
    return {key for key in broken if key[0] not in ("work", "team")}


@pytest.mark.parametrize("clash", CLASHES.values(), ids=CLASHES.keys())
def test_a_clash_breaks_a_row_that_what_fits_does_not(clash: Clash) -> None:
    assert broken_by(clash, clash.clashes) - broken_by(clash, clash.fits)


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda span: (span[0], sum(span))),
    min_size=1,
    max_size=6,
)


@given(spans=SPANS)
def test_trips_overlap_exactly_where_one_of_the_busiest_moments_sees_both(
    spans: list[tuple[int, int]],
) -> None:
    leave, home = (np.array(column, np.int64) for column in zip(*spans, strict=True))
    moments = busiest_moments(leave, home).tolist()
    for one in range(len(spans)):
        for other in range(one):
            overlap = leave[one] < home[other] and leave[other] < home[one]
            seen = any(
                leave[one] <= moment < home[one] and leave[other] <= moment < home[other]
                for moment in moments
            )
            assert seen == overlap
