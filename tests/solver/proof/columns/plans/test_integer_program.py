from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from solver.proof.columns.plans.integer_program import Program, solve_program

INFINITY = float("inf")


def covering(upper_yen: float = INFINITY, least: tuple[float, ...] = (0, 0, 0)) -> Program:
    """Return: cover two things by columns of 3 (the first), 4 (the second) and 5 yen (both)."""
    return Program(
        yen=np.array([3.0, 4.0, 5.0]),
        least=np.array(least, np.float64),
        row_least=np.ones(2),
        row_most=np.full(2, INFINITY),
        first=np.array([0, 1, 2, 4]),
        row=np.array([0, 1, 0, 1]),
        value=np.ones(4),
        upper_yen=upper_yen,
    )


def columns(program: Program) -> list[float] | None:
    found = solve_program(program, 100, 0.0)
    return None if found is None else found.tolist()


def test_the_cheapest_columns_are_chosen() -> None:
    assert columns(covering()) == [0, 0, 1]


def test_a_fixed_column_is_used_although_it_is_dearer() -> None:
    assert columns(covering(least=(1, 0, 0))) == [1, 1, 0]


@pytest.mark.parametrize(("upper_yen", "is_found"), [(6, True), (5, False), (4, False)])
def test_only_what_costs_less_than_asked_is_a_solution(upper_yen: float, is_found: bool) -> None:
    assert (columns(covering(upper_yen)) is not None) is is_found


def test_another_process_finds_the_same() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        assert executor.submit(columns, covering()).result() == columns(covering())
