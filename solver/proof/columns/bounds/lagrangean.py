"""Lower bounds that hold for any duals, computed without rounding errors.

Take any prices for the rows. Paying them for what a plan uses, and getting them for what the rows
ask, changes nothing for a valid plan; so no plan costs less than the rows' worth plus the cheapest
choice of each variable and the cheapest year of each adviser at these prices (Lagrange). Duals are
rounded to multiples of a small power of two first: then sums are exact in floating point, the one
over a year as long as it stays below 32 penalties (`EXACT_BITS`), and those over all rows and
advisers, which may be larger, are made without rounding on the way (`fsum`).
"""

import math
from dataclasses import dataclass

import numpy as np

from solver.proof.columns.graph.arrays import Floats, Prices, Trips
from solver.proof.columns.master.rows import Rows
from solver.proof.columns.pricing.pricing import Path
from solver.proof.columns.pricing.sharing import SharedPricer

EXACT_BITS = 50
"""Bits of whole and fraction together that sums in floating point keep, with some to spare."""

MOST_FRACTION_BITS = 20


@dataclass(frozen=True)
class Relaxation:
    """What the tour would cost at some prices if each adviser planned alone.

    Attributes:
        yen: A lower bound on the cost of every valid plan.
        duals: The prices of the rows.
        years: The trips of the advisers' cheapest years.
        variable_use: The plain variables that pay at these prices.
    """

    yen: float
    duals: Floats
    years: list[Path]
    variable_use: Floats


def safe_duals(rows: Rows, duals: Floats) -> Floats:
    """Return nearby duals that have the right signs and make all sums exact."""
    whole_bits = math.ceil(math.log2(rows.variables.penalty_yen + 1)) + 2
    scale = 2.0 ** max(0, min(MOST_FRACTION_BITS, EXACT_BITS - whole_bits))
    lower, upper = rows.limits()
    exact = np.round(duals * scale) / scale
    exact = np.where(np.isinf(lower), np.minimum(exact, 0.0), exact)
    return np.where(np.isinf(upper), np.maximum(exact, 0.0), exact)


def worth(rows: Rows, duals: Floats) -> float:
    """Return what the rows' limits are worth, plus the cheapest choice of plain variables."""
    lower, upper = rows.limits()
    limit = np.where(duals > 0, lower, np.where(duals < 0, upper, 0.0))
    prices = rows.variable_prices(duals)
    return math.fsum([*(duals * limit).tolist(), *prices[prices < 0.0].tolist()])


def prices_of(rows: Rows, duals: Floats, *, moments: bool = False) -> Prices:
    """Return the prices that duals mean for trips.

    Args:
        rows: The rows.
        duals: Their duals.
        moments: Whether moments count; a cheapest year needs no price for them.
    """
    size = len(rows.graph.bid)
    leave, home = np.zeros(size), np.zeros(size)
    if moments:
        _price_moments(rows, duals, leave, home)
    travel = 1.0 - float(duals[rows.budget]) if rows.budget >= 0 else 1.0
    return Prices(rows.node_prices(duals), travel, leave, home)


def _price_moments(rows: Rows, duals: Floats, leave: Floats, home: Floats) -> None:
    """Write the prices of being away, as sums up to leaving and up to being home."""
    arrays, graph = rows.arrays(), rows.graph
    for adviser in range(len(graph.nights)):
        own = slice(arrays.moment_first[adviser], arrays.moment_first[adviser + 1])
        counted = ~arrays.halved[arrays.moment_row[own]]
        moments, paid = arrays.moment[own][counted], duals[arrays.moment_row[own][counted]]
        order = np.argsort(moments, kind="stable")
        sums = np.concatenate([[0.0], np.cumsum(paid[order])])
        nodes = slice(graph.first[adviser], graph.first[adviser + 1])
        leave[nodes] = sums[np.searchsorted(moments[order], graph.leave[nodes], side="left")]
        home[nodes] = -sums[np.searchsorted(moments[order], graph.home[nodes], side="left")]


def relax(rows: Rows, pricer: SharedPricer, duals: Floats) -> Relaxation:
    """Return the relaxation at some duals, made safe; moments and halved rows count as 0."""
    exact = safe_duals(rows, duals)
    arrays = rows.arrays()
    exact[arrays.moment_row] = 0.0
    exact[arrays.halved] = 0.0
    prices = prices_of(rows, exact)
    costs, years = pricer.cheapest_years(prices)
    yen = math.fsum([worth(rows, exact), *costs])
    use = (rows.variable_prices(exact) < 0).astype(np.float64)
    return Relaxation(yen, exact, years, use)


def bound_of_pool(rows: Rows, duals: Floats, costs: Floats, trips: Trips, slots: int) -> float:
    """Return a lower bound on plans that use only trips of a pool.

    Args:
        rows: The rows.
        duals: Safe duals.
        costs: The reduced costs of the pool's trips at these duals.
        trips: The pool.
        slots: More trips than that are in no plan.
    """
    least = float(costs.min()) if trips.number else 0.0
    return worth(rows, duals) + slots * min(least, 0.0)
