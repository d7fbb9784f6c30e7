from dataclasses import FrozenInstanceError

import pytest

from solver.effort.columns import USUAL_COLUMNS, ColumnEffort, DivingEffort
from solver.effort.effort import USUAL


def test_what_is_usual_is_part_of_the_usual_effort_of_a_solve() -> None:
    assert USUAL.columns is USUAL_COLUMNS
    assert ColumnEffort() == USUAL_COLUMNS


def test_nobody_can_change_what_is_usual() -> None:
    with pytest.raises(FrozenInstanceError):
        USUAL_COLUMNS.diving = DivingEffort()  # type: ignore[misc]


def test_what_is_a_share_lies_between_nothing_and_all() -> None:
    shares = [
        USUAL_COLUMNS.enumeration.first_share,
        USUAL_COLUMNS.enumeration.narrower,
        USUAL_COLUMNS.diving.share_at_once,
        USUAL_COLUMNS.diving.wholly,
        USUAL_COLUMNS.neighbourhoods.first_share,
        USUAL_COLUMNS.heuristics.near_share,
        USUAL_COLUMNS.generation.smoothing,
    ]
    assert all(0 < share < 1 for share in shares)


def test_what_grows_does_grow() -> None:
    assert USUAL_COLUMNS.enumeration.larger > 1
    assert USUAL_COLUMNS.neighbourhoods.larger > 1
    assert USUAL_COLUMNS.subgradient.optimism > 1
