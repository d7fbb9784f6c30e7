import pytest

from solver import (
    Fault,
    InvalidInstance,
    InvalidMove,
    InvalidPlan,
    SolverError,
    Undecided,
    UnknownExecutor,
    UnusableFile,
)


@pytest.mark.parametrize(
    "kind",
    [InvalidInstance, InvalidMove, InvalidPlan, Undecided, UnknownExecutor, UnusableFile],
)
def test_whatever_the_planner_raises_on_purpose_can_be_caught_as_one(
    kind: type[Exception],
) -> None:
    assert issubclass(kind, SolverError)


def test_an_invalid_instance_says_every_fault_with_its_path() -> None:
    faults = [Fault("$.rules", "missing"), Fault("$.bids[0].end", "too early")]
    error = InvalidInstance(faults, "small")
    assert str(error) == "$.rules: missing; $.bids[0].end: too early"
    assert (error.name, error.errors) == ("small", tuple(faults))
    assert faults[0].document() == {"path": "$.rules", "message": "missing"}
