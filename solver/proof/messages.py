"""Plans as JSON values, on their way between the process that searches and the one that proves."""

from collections.abc import Sequence
from typing import Any

from solver.search.draft import Holding


def write_holdings(holdings: Sequence[Holding | None]) -> list[object]:
    """Return holdings as JSON values."""
    return [holding and [holding.day, list(holding.team)] for holding in holdings]


def parse_holdings(document: Sequence[Any]) -> list[Holding | None]:
    """Return the holdings of JSON values."""
    return [entry and Holding(entry[0], tuple(entry[1])) for entry in document]
