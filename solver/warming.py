"""Compiles what proofs need before the first of them, once on a machine.

A small tour is proven, on which bids compete for days and advisers: its proof goes through all
passes, the listing and the cuts, so that everything is compiled with the types that proofs use.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from solver.formats.instance import read_instance
from solver.search.draft import Holding
from solver.tour.compiled import compile_instance

FIRST_DAY = date(2027, 6, 28)
DAYS, BIDS, ADVISERS = 40, 14, 4
PLACES = ("home", "near", "far")


def compile_all(on_compiling: Callable[[], object]) -> bool:
    """Prove a small tour in this process, unless no folder takes what would be compiled.

    Args:
        on_compiling: Called once, where there is something to compile.

    Returns:
        Whether compiled code is kept for later processes.
    """
    from solver.proof.columns.graph.compiling import is_kept, telling  # noqa: PLC0415 - takes 0.5 s
    from solver.proof.columns.prover import prove_with_columns  # noqa: PLC0415 - as above

    if not is_kept():  # compiling would help this process alone
        return False
    told: list[bool] = []

    def note(is_under_way: bool) -> None:
        if not told:
            on_compiling()
        told.append(is_under_way)

    tour = compile_instance(read_instance(small_tour()))
    with telling(note):
        prove_with_columns(tour, [None] * len(tour.bids), 0, _Unheard())
    return True


def small_tour() -> dict[str, Any]:
    """Return the tour."""
    return {
        "format": "seminar-tour/1",
        "name": "warming",
        "horizon": {"start": _day(0), "end": _day(DAYS - 1)},
        "rules": {
            "day_start": "06:00",
            "day_end": "22:00",
            "buffer_minutes": 60,
            "hotel_yen": 10_000,
            "max_seminars_per_day": None,
            "same_place_gap_days": 2,
            "coverage_yen": 0,
            "workload_yen": 900,
            "change_date_yen": 30_000,
            "change_adviser_yen": 10_000,
            "travel_budget_yen": None,
        },
        "places": [{"id": name, "name": name} for name in PLACES],
        "travel": {
            "minutes": [[30, 60, 300], [60, 30, 240], [300, 240, 30]],
            "yen": [[400, 1000, 9000], [1000, 400, 8000], [9000, 8000, 400]],
        },
        "advisers": [_adviser(number) for number in range(ADVISERS)],
        "bids": [_bid(number) for number in range(BIDS)],
    }


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def _adviser(number: int) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "name": f"Adviser {number}",
        "home": PLACES[0],
        "topics": ["ip"],
        "unavailable": [],
        "max_seminars": 3 + number,
        "max_per_month": 10,
        "max_nights_away": 4,
    }


def _bid(number: int) -> dict[str, Any]:
    return {
        "id": f"b{number}",
        "host": f"Host {number}",
        "place": PLACES[1 + number % 2],
        "start": "13:00",
        "end": "15:00",
        "slots": [["ip"]],
        "dates": {_day((5 * number + step) % 30): 700 * step for step in range(4)},
        "decline_yen": 30_000 + 1000 * number,
        "current": None,
        "locked": False,
    }


class _Unheard:
    """Nobody wants to know what is found."""

    def bound(self, bound_yen: int) -> None:
        """Hear of a bound."""

    def plan(self, holdings: Sequence[Holding | None]) -> None:
        """Hear of a plan."""
