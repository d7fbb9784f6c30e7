"""Shares the pricing of a tour out, as advisers are priced apart from each other.

What is found depends on the prices and on the conflicts that are known, never on how many shares
there are or on who works on them: a plan and its proof are the same with any executor.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np

from solver.proof.columns.graph.arrays import Ints, Prices, TripGraph
from solver.proof.columns.pricing.conflicts import Lesson
from solver.proof.columns.pricing.pricing import Path, Pricer, room_for_nodes
from solver.proof.columns.pricing.tasks import Answer, Packet, Share, Work, pack, pack_prices, price
from solver.tour.compiled import CompiledTour

R = TypeVar("R")


class _Desk(Protocol):
    """Where a share of the advisers is priced."""

    def start(self, work: Work[R], prices: Prices) -> Callable[[], R]:
        """Begin to work; what is returned waits for the end and returns what was found."""


class SharedPricer:
    """Prices the trips of a whole tour.

    Args:
        tour: The tour.
        graph: Its trips.
        executor: Who works, None for the calling thread.
        workers: How many tasks the executor works on at once.
    """

    def __init__(
        self, tour: CompiledTour, graph: TripGraph, executor: Executor | None, workers: int
    ) -> None:
        self._desks: list[_Desk]
        if executor is None:
            self._desks = [_OwnDesk(Pricer(graph))]
        elif isinstance(executor, ThreadPoolExecutor):  # threads see the graph as it is
            shares = shares_of(graph, workers)
            self._desks = [_ThreadDesk(executor, graph, share) for share in shares]
        else:
            packet, shares = pack(tour), shares_of(graph, workers)
            self._desks = [_RemoteDesk(executor, packet, share) for share in shares]

    def cheapest_years(self, prices: Prices) -> tuple[list[float], list[Path]]:
        """Return what `Pricer.cheapest_years` finds for all advisers."""
        costs, trips = [], []
        for found in self._everywhere(Pricer.cheapest_years, prices):
            costs += found[0]
            trips += found[1]
        return costs, trips

    def saving_trips(self, prices: Prices, most: int) -> list[Path]:
        """Return what `Pricer.saving_trips` finds for all advisers."""
        found = self._everywhere(partial(Pricer.saving_trips, most=most), prices)
        return [trip for trips in found for trip in trips]

    def enumerate_trips(
        self, prices: Prices, above_yen: float, most: int
    ) -> tuple[Ints, Ints] | None:
        """Return what `Pricer.enumerate_trips` finds for all advisers, None where too many."""
        work = partial(Pricer.enumerate_trips, above_yen=above_yen, most=most)
        found = self._everywhere(work, prices)
        if len(found) == 1:  # millions of trips are not copied once more
            return found[0]
        parts = [part for part in found if part is not None]
        if len(parts) < len(found):
            return None
        sizes = np.concatenate([np.diff(first) for first, _ in parts])
        nodes = np.concatenate([nodes for _, nodes in parts])
        if len(sizes) > most or len(nodes) > room_for_nodes(most):
            return None
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), nodes

    def _everywhere(self, work: Work[R], prices: Prices) -> list[R]:
        waits = [desk.start(work, prices) for desk in self._desks]
        return [wait() for wait in waits]


def shares_of(graph: TripGraph, number: int) -> list[Share]:
    """Divide the advisers into at most so many shares of nearly as much work each."""
    advisers = len(graph.nights)
    work = np.arange(advisers + 1) + (graph.first + graph.arc_first[graph.first])
    cuts = np.searchsorted(work, np.linspace(0, work[-1], number + 1)[1:-1])
    ends = np.unique(np.concatenate([[0], cuts, [advisers]])).tolist()
    nodes = graph.first.tolist()
    return [Share(low, high, nodes[low], nodes[high]) for low, high in pairwise(ends)]


class _OwnDesk:
    """Everybody, priced by the calling thread."""

    def __init__(self, pricer: Pricer) -> None:
        self._pricer = pricer

    def start(self, work: Work[R], prices: Prices) -> Callable[[], R]:
        """Work at once."""
        found = work(self._pricer, prices)
        return lambda: found


class _ThreadDesk:
    """A share, priced by another thread."""

    def __init__(self, executor: Executor, graph: TripGraph, share: Share) -> None:
        self._executor = executor
        self._pricer = Pricer(graph, range(share.first, share.end))

    def start(self, work: Work[R], prices: Prices) -> Callable[[], R]:
        """Begin to work."""
        return self._executor.submit(work, self._pricer, prices).result


class _RemoteDesk:
    """A share, priced by another process; the conflicts that it shows are remembered here."""

    def __init__(self, executor: Executor, packet: Packet, share: Share) -> None:
        self._executor = executor
        self._packet = packet
        self._share = share
        self._known: list[list[Lesson]] = [[] for _ in range(share.first, share.end)]
        self._has_sent = False

    def start(self, work: Work[R], prices: Prices) -> Callable[[], R]:
        """Begin to work."""
        packed = pack_prices(prices, self._share)

        def submit(packet: Packet) -> Future[Answer[R] | None]:
            return self._executor.submit(price, packet, self._share, self._known, work, packed)

        def wait() -> R:
            answer = future.result()
            while answer is None:  # it went to a process that does not know the tour yet
                answer = submit(self._packet).result()
            self._known = answer.known
            return answer.found

        future = submit(self._packet._replace(content=None) if self._has_sent else self._packet)
        self._has_sent = True
        return wait
