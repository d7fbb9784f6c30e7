"""An exact model as a mixed integer program in arrays."""

import math
from collections.abc import Iterator, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from solver.proof.networks.model import ExactModel

UNLIMITED = 2**62

Row = tuple[float, float, Sequence[int], Sequence[float]]
"""Lower and upper limit, variables and coefficients."""


def to_program(model: ExactModel) -> highspy.HighsLp:
    """Return the model as HiGHS takes it: every variable is 0 or 1."""
    size = len(model.cp.proto.variables)
    rows = list(_rows(model))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = size, len(rows)
    program.col_cost_ = _costs(model, size)
    program.offset_ = float(model.constant_yen)
    program.col_lower_, program.col_upper_ = np.zeros(size), np.ones(size)
    program.row_lower_ = np.array([row[0] for row in rows], dtype=float)
    program.row_upper_ = np.array([row[1] for row in rows], dtype=float)
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row[2]) for row in rows)])
    matrix.index_ = np.array([variable for row in rows for variable in row[2]], dtype=int)
    matrix.value_ = np.array([value for row in rows for value in row[3]], dtype=float)
    program.integrality_ = [highspy.HighsVarType.kInteger] * size
    return program


def _costs(model: ExactModel, size: int) -> npt.NDArray[np.float64]:
    costs = np.zeros(size)
    for yen, literal in model.costs:
        costs[literal.index] += yen
    return costs


def _rows(model: ExactModel) -> Iterator[Row]:
    infinity = highspy.kHighsInf
    for constraint in model.cp.proto.constraints:
        if constraint.has_linear():
            linear = constraint.linear
            lower, upper = (_limit(value) for value in linear.domain)
            yield lower, upper, list(linear.vars), list(linear.coeffs)
        elif constraint.has_exactly_one():
            yield _sum_row(constraint.exactly_one.literals, 1.0, 1.0)
        elif constraint.has_at_most_one():
            yield _sum_row(constraint.at_most_one.literals, -infinity, 1.0)
        else:
            yield _sum_row(constraint.bool_or.literals, 1.0, infinity)


def _limit(value: int) -> float:
    """Return a limit of a row; CP-SAT writes none as the largest number it has."""
    return math.copysign(highspy.kHighsInf, value) if abs(value) >= UNLIMITED else float(value)


def _sum_row(literals: Sequence[int], lower: float, upper: float) -> Row:
    variables = list(literals)
    return lower, upper, variables, [1.0] * len(variables)
