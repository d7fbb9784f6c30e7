"""Proves a model with HiGHS, whose linear programming is what these tight networks ask for."""

import math
from collections.abc import Sequence

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent

from solver.proof.findings import Ending, Listener
from solver.proof.networks.linear import to_program
from solver.proof.networks.model import ExactModel
from solver.proof.networks.solutions import hint_of, read_holdings
from solver.proof.rounding import whole_yen
from solver.search.draft import Holding


def prove_with_highs(
    model: ExactModel, start: Sequence[Holding | None] | None, seed: int, listener: Listener
) -> Ending:
    """Solve a model to the end, telling the listener each better bound and plan.

    Args:
        model: What to solve; its yen must be small enough for floating point.
        start: A valid plan to go on from, if there is one.
        seed: Of the solver's choices.
        listener: Told from within the solver.
    """
    highs = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed % 2**31,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
    }.items():
        highs.setOptionValue(option, value)
    highs.passModel(to_program(model))
    if start is not None:
        hint = hint_of(model, start)
        variables = np.array(list(hint), dtype=np.int32)
        values = np.array(list(hint.values()), dtype=float)
        highs.setSolution(len(hint), variables, values)
    _listen(highs, model, listener)
    highs.run()
    return _ending(highs, model, listener)


def _listen(highs: highspy.Highs, model: ExactModel, listener: Listener) -> None:
    def on_log(event: HighsCallbackEvent) -> None:
        bound = event.data_out.mip_dual_bound
        if math.isfinite(bound):
            listener.bound(whole_yen(bound))

    def on_solution(event: HighsCallbackEvent) -> None:
        values = event.data_out.mip_solution
        listener.plan(_holdings(model, values))

    highs.cbMipLogging += on_log
    highs.cbMipImprovingSolution += on_solution


def _ending(highs: highspy.Highs, model: ExactModel, listener: Listener) -> Ending:
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        listener.plan(_holdings(model, highs.getSolution().col_value))
        listener.bound(whole_yen(highs.getInfo().mip_dual_bound))
        return Ending.OPTIMAL
    if status == highspy.HighsModelStatus.kInfeasible:
        return Ending.INFEASIBLE
    return Ending.OPEN


def _holdings(model: ExactModel, values: Sequence[float]) -> list[Holding | None]:
    half = 0.5
    return read_holdings(model, lambda literal: values[literal.index] > half)
