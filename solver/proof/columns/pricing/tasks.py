"""Pricing in another process, on this machine or on another.

A task is a pure function: with the same conflicts known and the same prices it finds the same
trips, whichever process runs it and whatever that has run before. A process builds the graph of a
share of the advisers once, when it is first asked about it, and keeps it for later tasks; the tour
travels only with the first task and where a process says that it does not know it.
"""

import hashlib
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from solver.proof.columns.graph.arrays import Prices
from solver.proof.columns.graph.trip_graph import build_graph
from solver.proof.columns.pricing.conflicts import Lesson
from solver.proof.columns.pricing.pricing import Pricer
from solver.tour.compiled import CompiledTour

R = TypeVar("R")

Work = Callable[[Pricer, Prices], R]
"""One of a pricer's methods, with what it takes besides prices; it can be sent to a process."""

MOST_TOURS = 2
"""Tours that a process keeps, with their graphs."""


class Share(NamedTuple):
    """Some advisers who stand together, and their nodes.

    Attributes:
        first: The first adviser.
        end: The adviser behind the last one.
        first_node: The first of their nodes.
        end_node: The node behind the last one.
    """

    first: int
    end: int
    first_node: int
    end_node: int


class Packet(NamedTuple):
    """A tour ready to be sent.

    Attributes:
        key: The same for the same content only.
        content: The tour, None for a process that should know it.
    """

    key: str
    content: bytes | None


class Answer(NamedTuple, Generic[R]):
    """What a task has found.

    Attributes:
        found: What was asked for.
        known: For each adviser of the share, the conflicts that are known now.
    """

    found: R
    known: list[list[Lesson]]


class _Desk:
    """Where a share of a tour is priced, by one thread at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pricer: Pricer | None = None


class _KeptTour:
    """A tour that this process knows, and the shares that it has priced."""

    def __init__(self, tour: CompiledTour) -> None:
        self.tour = tour
        self.desks: dict[Share, _Desk] = {}


_kept: OrderedDict[str, _KeptTour] = OrderedDict()
_lock = threading.Lock()


def pack(tour: CompiledTour) -> Packet:
    """Return the tour ready to be sent."""
    content = pickle.dumps(tour)
    return Packet(hashlib.sha256(content).hexdigest(), content)


def pack_prices(prices: Prices, share: Share) -> Prices:
    """Return the prices of a share's nodes; those of moments left out where they are all 0."""
    nodes = slice(share.first_node, share.end_node)
    leave, home = prices.leave[nodes], prices.home[nodes]
    nothing = np.zeros(0)
    counted = leave.any() or home.any()
    return Prices(
        prices.node[nodes],
        prices.travel,
        leave if counted else nothing,
        home if counted else nothing,
    )


def price(
    packet: Packet,
    share: Share,
    known: list[list[Lesson]],
    work: Work[R],
    prices: Prices,
) -> Answer[R] | None:
    """Price a share of the advisers; None where this process does not know the tour.

    Args:
        packet: The tour.
        share: Whose trips.
        known: For each of these advisers, the conflicts that are known.
        work: What to find.
        prices: From `pack_prices`.
    """
    kept = _keep(packet)
    if kept is None:
        return None
    desk = kept.desks.setdefault(share, _Desk())
    with desk.lock:
        if desk.pricer is None:
            graph = build_graph(kept.tour, slice(share.first, share.end))
            desk.pricer = Pricer(graph, first_node=share.first_node)
        for adviser, conflicts in enumerate(known):
            desk.pricer.conflicts.recall(adviser, conflicts)
        found = work(desk.pricer, _unpacked(prices))
        learned = [desk.pricer.conflicts.known(adviser) for adviser in range(len(known))]
    return Answer(found, learned)


def _keep(packet: Packet) -> _KeptTour | None:
    """Return the tour, which is kept from now on, and let the longest unused one go."""
    with _lock:
        if packet.key not in _kept:
            if packet.content is None:
                return None
            # It comes from the process that proves, by the same way as this call itself.
            _kept[packet.key] = _KeptTour(pickle.loads(packet.content))  # noqa: S301 - as above
        _kept.move_to_end(packet.key)
        while len(_kept) > MOST_TOURS:
            _kept.popitem(last=False)
        return _kept[packet.key]


def _unpacked(prices: Prices) -> Prices:
    """Return prices that the compiled loops take: whole arrays, and not read-only ones."""
    size = len(prices.node)
    node, leave, home = (
        np.require(each, requirements="W") if len(each) == size else np.zeros(size)
        for each in (prices.node, prices.leave, prices.home)
    )
    return Prices(node, prices.travel, leave, home)
