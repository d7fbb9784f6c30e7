"""The program of HiGHS says what the model of CP-SAT says."""

import highspy
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.proof.networks.building import build_model
from solver.proof.networks.linear import to_program
from solver.proof.networks.model import ExactModel
from solver.proof.networks.scope import whole_scope
from tests.solver.exhaustive import least_cost
from tests.solver.proof.proofs import compile_document
from tests.solver.robust.strategies import examples
from tests.solver.tours import make_bid, make_tour, random_tour


def empty_model(size: int) -> tuple[ExactModel, list[cp_model.IntVar]]:
    model = ExactModel(whole_scope(compile_document(make_tour([make_bid("b1")]))))
    return model, [model.literal() for _ in range(size)]


def test_each_kind_of_constraint_becomes_a_row_with_its_limits() -> None:
    model, (one, two, three) = empty_model(3)
    model.cp.add_exactly_one([one, two])
    model.cp.add_at_most_one([two, three])
    model.cp.add_bool_or([one, three])
    model.cp.add(2 * one + 3 * three <= 4)
    model.cp.add(one - two >= 0)
    program = to_program(model)
    assert program.num_row_ == 5
    assert list(program.row_lower_) == [1, -highspy.kHighsInf, 1, -highspy.kHighsInf, 0]
    assert list(program.row_upper_) == [1, 1, highspy.kHighsInf, 4, highspy.kHighsInf]
    assert list(program.a_matrix_.start_) == [0, 2, 4, 6, 8, 10]
    assert list(program.a_matrix_.value_) == [1, 1, 1, 1, 1, 1, 2, 3, 1, -1]


def test_costs_of_one_variable_add_up_and_every_variable_is_whole() -> None:
    model, (one, two) = empty_model(2)
    model.add_cost(700, one)
    model.add_cost(30, one)
    model.constant_yen = 5
    program = to_program(model)
    assert list(program.col_cost_) == [730, 0]
    assert program.offset_ == 5
    assert set(program.integrality_) == {highspy.HighsVarType.kInteger}
    assert np.all(np.array(program.col_upper_) == 1)
    assert two.index == 1


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_its_optimum_is_that_of_exhaustive_search(seed: int) -> None:
    tour = compile_document(random_tour(seed, bids=3))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(to_program(build_model(whole_scope(tour))))
    highs.run()
    is_optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    least = least_cost(tour)
    assert is_optimal == (least is not None)
    if least is not None:
        assert round(highs.getObjectiveValue()) == least
