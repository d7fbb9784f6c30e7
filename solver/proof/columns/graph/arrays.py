"""The arrays that the compiled loops work on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Masks = NDArray[np.uint64]


class TripGraph(NamedTuple):
    """Who could hold which bid when, and which of these can follow each other.

    A node is an adviser at a bid's seminar on a day; a trip is a path of one adviser's nodes. An
    adviser's nodes stand together and in order of time, so each arc leads to a later position.
    Days count from shortly before the horizon, clock times are minutes since the first of them.

    Attributes:
        first: Adviser to the first of their nodes, with the end of all nodes behind.
        nights: Adviser to the most nights of a trip.
        cap: Adviser to the most seminars of one trip in one month.
        adviser: Who.
        bid: Which bid.
        place: Where, as a position among the places.
        day: When.
        month: The month of the day, counted from some January.
        period: That month, or a number below 0 that no other node of the adviser has where no trip
            can reach the limit of the month; labels count seminars within it.
        kinds: Which kinds of slot the adviser can fill there, one bit for each kind.
        own_yen: What visiting costs besides travel; the date is in it for bids with one slot.
        before: Nights before the day, if a trip begins here.
        after: Nights after the day, if a trip ends here.
        can_start: Whether a trip can begin here.
        can_end: Whether a trip can end here.
        leave: When a trip that begins here leaves home, at the latest.
        home: When a trip that ends here is home.
        start_yen: Fare and hotel of beginning here.
        end_yen: Fare and hotel of ending here.
        arc_first: Node to its first arc, with the end of all arcs behind.
        arc_to: Where the arc leads.
        arc_yen: Fare and hotels of the arc.
        in_first: Node to the first arc that leads here, with the end behind.
        in_from: Where that arc comes from.
        in_yen: Fare and hotels of that arc.
        home_before: How many of the adviser's nodes are home when a trip that begins here leaves.
        home_order: The adviser's nodes in the order of being home.
        leave_after: How many of the adviser's nodes leave before a trip that ends here is home.
        leave_order: The adviser's nodes in the order of leaving.
        place_gap: Least difference between days in one place.
        day_limit: Most seminars on one day.
    """

    first: Ints
    nights: Ints
    cap: Ints
    adviser: Ints
    bid: Ints
    place: Ints
    day: Ints
    month: Ints
    period: Ints
    kinds: Ints
    own_yen: Floats
    before: Ints
    after: Ints
    can_start: Flags
    can_end: Flags
    leave: Ints
    home: Ints
    start_yen: Floats
    end_yen: Floats
    arc_first: Ints
    arc_to: Ints
    arc_yen: Floats
    in_first: Ints
    in_from: Ints
    in_yen: Floats
    home_before: Ints
    home_order: Ints
    leave_after: Ints
    leave_order: Ints
    place_gap: int
    day_limit: int


class Prices(NamedTuple):
    """What the rows of the master problem make of nodes and moments.

    Attributes:
        node: Cost of visiting each node.
        travel: What a yen of fare or hotel costs: one, and more where the budget is short.
        leave: For each node, what is added when a trip begins there.
        home: For each node, what is added when a trip ends there.
    """

    node: Floats
    travel: float
    leave: Floats
    home: Floats


class Marks(NamedTuple):
    """Bits by which labels remember what a trip must not visit again.

    Attributes:
        own: Bits of the node: whoever carries one of them must not come.
        forbid: Bits that visiting the node puts on.
        keep: Bits that can still matter after the node.
        keep_back: Bits that can still matter before it.
    """

    own: Masks
    forbid: Masks
    keep: Masks
    keep_back: Masks


class Labels(NamedTuple):
    """Partial trips, one per position.

    Attributes:
        cost: Cost so far.
        nights: Nights so far.
        visits: Seminars in the period of the node.
        mask: Bits of `Marks`.
        parent: The label that this one extends, -1 for none.
        node: The node where it stands.
    """

    cost: Floats
    nights: Ints
    visits: Ints
    mask: Masks
    parent: Ints
    node: Ints


class Chains(NamedTuple):
    """Cheapest sequences of whole trips of one adviser after the other.

    Adviser a's values begin at `first[a] + a`.

    Attributes:
        past: Cheapest sequence among the trips that end in the first so many nodes of `home_order`.
        last: The node where the last trip of that sequence ends, -1 for none.
        future: Cheapest sequence among the trips that begin in the nodes of `leave_order` from
            there on.
        end_cost: For each node, the cheapest way to a trip that ends there, all before included.
        end_label: For each node, the label of that trip, -1 for none.
    """

    past: Floats
    last: Ints
    future: Floats
    end_cost: Floats
    end_label: Ints


class Work(NamedTuple):
    """Everything that a pass over an adviser's nodes reads and writes.

    Attributes:
        graph: The nodes and arcs.
        prices: What they cost.
        marks: What must not meet in a trip.
        labels: Room for partial trips.
        first: Node to its first label.
        last: Node to the end of its labels.
        chains: What is found.
    """

    graph: TripGraph
    prices: Prices
    marks: Marks
    labels: Labels
    first: Ints
    last: Ints
    chains: Chains


class Trips(NamedTuple):
    """Some trips.

    Attributes:
        first: Trip to the first of its nodes, with the end of all behind.
        nodes: The nodes of all trips, one trip after the other.
        adviser: Whose trip.
        travel_yen: Fares and hotels.
        yen: Fares, hotels and what its nodes cost themselves.
        leave: When it leaves home.
        home: When it is home.
    """

    first: Ints
    nodes: Ints
    adviser: Ints
    travel_yen: Floats
    yen: Floats
    leave: Ints
    home: Ints

    @property
    def number(self) -> int:
        """How many trips these are."""
        return len(self.adviser)

    def take(self, chosen: Ints) -> "Trips":
        """Return the trips at some positions, in that order."""
        sizes = np.diff(self.first)[chosen]
        first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        where = np.repeat(self.first[:-1][chosen] - first[:-1], sizes) + np.arange(first[-1])
        return Trips(
            first,
            self.nodes[where],
            self.adviser[chosen],
            self.travel_yen[chosen],
            self.yen[chosen],
            self.leave[chosen],
            self.home[chosen],
        )

    def of_nodes(self) -> Ints:
        """Return for each entry of `nodes` the position of its trip."""
        return np.repeat(np.arange(self.number), np.diff(self.first))

    def node_use(self, use: Floats, nodes: int) -> Floats:
        """Return how much each of so many nodes is visited, if each trip is used so much."""
        weights = np.repeat(use, np.diff(self.first))
        return np.bincount(self.nodes, weights, minlength=nodes).astype(np.float64)


def joined(parts: list[Trips]) -> Trips:
    """Return all trips of the parts, of which there is at least one."""
    sizes = np.concatenate([np.diff(part.first) for part in parts])
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    columns = (np.concatenate(column) for column in zip(*(part[1:] for part in parts), strict=True))
    return Trips(first, *columns)
