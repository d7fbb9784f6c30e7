"""An integer program as plain arrays, so that any process can solve it."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import highspy
import numpy as np

from solver.proof.columns.graph.arrays import Floats, Ints


class Program(NamedTuple):
    """Minimise the cost of columns that are 0 or 1.

    Attributes:
        yen: Cost of each column.
        least: Least value of each column; 1 where it is fixed.
        row_least: Least value of each row.
        row_most: Largest value of each row.
        first: Column to its first entry, with the end of all behind.
        row: The row of each entry.
        value: Its coefficient.
        upper_yen: Only solutions that cost less are of interest.
    """

    yen: Floats
    least: Floats
    row_least: Floats
    row_most: Floats
    first: Ints
    row: Ints
    value: Floats
    upper_yen: float


HALF = 0.5


def open_program(program: Program, options: Mapping[str, float]) -> highspy.Highs:
    """Return HiGHS with a program, ready to run in one thread.

    Args:
        program: What to solve.
        options: Options of HiGHS and their values.
    """
    highs = highspy.Highs()
    for option, value in ({"output_flag": False, "threads": 1} | dict(options)).items():
        highs.setOptionValue(option, value)
    if math.isfinite(program.upper_yen):
        highs.setOptionValue("objective_bound", program.upper_yen - HALF)
    highs.passModel(_model(program))
    return highs


def solve_program(program: Program, nodes: int, near_enough: float) -> Floats | None:
    """Return the columns of a solution below `upper_yen`, None where none was found.

    Args:
        program: What to solve, nearly to the best.
        nodes: Most nodes of branching.
        near_enough: A solution may cost so much more than the best one, as a share.
    """
    highs = open_program(program, {"mip_rel_gap": near_enough, "mip_max_nodes": nodes})
    highs.run()
    info = highs.getInfo()
    if not math.isfinite(info.mip_gap) or info.objective_function_value >= program.upper_yen:
        return None
    return np.array(highs.getSolution().col_value)


def _model(program: Program) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.yen), len(program.row_least)
    model.col_cost_ = program.yen
    model.col_lower_, model.col_upper_ = program.least, np.ones(len(program.yen))
    model.row_lower_, model.row_upper_ = program.row_least, program.row_most
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(program.yen)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = program.first.astype(np.int32)
    model.a_matrix_.index_ = program.row.astype(np.int32)
    model.a_matrix_.value_ = program.value
    return model
