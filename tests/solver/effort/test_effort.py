"""The effort is one value: it reaches every room of the planner, and says what is usual."""

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import SolveOptions, read_instance
from solver.effort.columns import EnumerationEffort
from solver.effort.effort import USUAL, Effort, NetworkEffort, read_effort
from tests.solver.proof.columns.ties import three_pairs
from tests.solver.robust.in_process import ONE_WORKER, solve_in_process
from tests.solver.tours import make_bid, make_tour

HUGE_YEN = 20_000_000
"""A price with which column generation is not exact, so that networks prove."""


@given(
    work=st.floats(0, 1e6, allow_nan=False),
    states=st.integers(0, 10**9),
    share=st.floats(0, 1, allow_nan=False),
)
def test_on_its_way_to_the_process_that_proves_it_stays_the_same(
    work: float, states: int, share: float
) -> None:
    networks = replace(USUAL.networks, most_work=work, most_states=states)
    columns = replace(USUAL.columns, enumeration=EnumerationEffort(first_share=share))
    effort = replace(USUAL, networks=networks, columns=columns)
    assert read_effort(json.loads(json.dumps(effort.document()))) == effort


def values(effort: object) -> list[tuple[str, object]]:
    """Return every number of an effort with its name."""
    assert is_dataclass(effort)
    found: list[tuple[str, object]] = []
    for field in fields(effort):
        value = getattr(effort, field.name)
        found += values(value) if is_dataclass(value) else [(field.name, value)]
    return found


def test_every_part_is_a_number_above_zero() -> None:
    for name, value in values(USUAL):
        assert isinstance(value, int | float), name
        assert value > 0, name


def test_nobody_can_change_what_is_usual() -> None:
    with pytest.raises(FrozenInstanceError):
        USUAL.ruin.most_removed = 1  # type: ignore[misc]
    assert SolveOptions().effort is USUAL
    assert Effort() == USUAL


def test_where_nothing_may_be_enumerated_column_generation_proves_no_optimum() -> None:
    instance = read_instance(three_pairs())
    nothing = replace(USUAL.columns, enumeration=EnumerationEffort(first_trips=0, most_trips=0))
    options = replace(ONE_WORKER, effort=replace(USUAL, columns=nothing))
    assert solve_in_process(instance).status == "optimal"
    assert solve_in_process(instance, options).status == "feasible"


def test_where_models_must_be_smaller_than_any_networks_prove_nothing() -> None:
    instance = read_instance(make_tour([make_bid("b1", decline_yen=HUGE_YEN)]))
    small = replace(USUAL, networks=NetworkEffort(most_visits=0))
    assert solve_in_process(instance).status == "optimal"
    assert solve_in_process(instance, replace(ONE_WORKER, effort=small)).status == "feasible"
