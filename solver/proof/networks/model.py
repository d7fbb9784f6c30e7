"""The variables of an exact model, and what its constraints share."""

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from solver.proof.networks.scope import Scope
from solver.tour.network import Network, State, build_network
from solver.tour.trips import Traveller

Literal = cp_model.IntVar
"""A variable that is 0 or 1."""


@dataclass
class Paths:
    """The variables of one adviser's trips.

    Attributes:
        traveller: Whose trips they are.
        visited: Every bid and day that they may come to.
        begins: Whether a trip begins with a state.
        links: Whether a state follows another in a trip.
        ends: Whether a trip ends with a state.
    """

    traveller: Traveller
    visited: list[tuple[int, int]] = field(default_factory=list)
    begins: dict[State, Literal] = field(default_factory=dict)
    links: dict[tuple[State, State], Literal] = field(default_factory=dict)
    ends: dict[State, Literal] = field(default_factory=dict)


@dataclass
class ExactModel:
    """A CP-SAT model in the making.

    Attributes:
        scope: What it decides.
        cp: The model itself.
        visits: Whether an adviser is in the team of a bid on a day.
        paths: The trips of each adviser who may have any.
        held: Literals of which exactly one is true where a bid is held on a day, else none.
        declined: Whether a bid is declined; none for a bid that must be held.
        costs: The objective's literals with their yen.
        travel: Those of them that are fares and hotels.
        constant_yen: What the objective adds to the literals.
    """

    scope: Scope
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    visits: dict[tuple[int, int, int], Literal] = field(default_factory=dict)
    paths: dict[int, Paths] = field(default_factory=dict)
    held: dict[tuple[int, int], list[Literal]] = field(default_factory=dict)
    declined: dict[int, Literal] = field(default_factory=dict)
    costs: list[tuple[int, Literal]] = field(default_factory=list)
    travel: list[tuple[int, Literal]] = field(default_factory=list)
    constant_yen: int = 0

    def literal(self) -> Literal:
        """Return a new variable that is 0 or 1."""
        return self.cp.new_bool_var("")

    def add_visits(self, most_states: int) -> None:
        """Make the variables of who can be where, and of everyone's trips.

        Args:
            most_states: States of one adviser above which earlier stops are left out of them.
        """
        tour = self.scope.tour
        for adviser, bid, day in self.scope.visits():
            if adviser not in self.paths:
                self.paths[adviser] = Paths(Traveller(tour, tour.advisers[adviser]))
            self.paths[adviser].visited.append((bid, day))
            self.visits[adviser, bid, day] = self.literal()
        for paths in self.paths.values():
            stops = [paths.traveller.stop(tour.bids[bid], day) for bid, day in paths.visited]
            self._add_paths(paths, build_network(paths.traveller, stops, most_states))

    def _add_paths(self, paths: Paths, network: Network) -> None:
        paths.begins = {state: self.literal() for state in network.begins}
        paths.links = {link: self.literal() for link in network.links}
        paths.ends = {state: self.literal() for state in network.ends}

    def add_cost(self, yen: int, literal: Literal) -> None:
        """Add yen to the objective where a literal is true."""
        if yen:
            self.costs.append((yen, literal))

    def minimise(self) -> None:
        """Set the objective to the costs that have been added."""
        coefficients = [yen for yen, _ in self.costs]
        literals = [literal for _, literal in self.costs]
        total = cp_model.LinearExpr.weighted_sum(literals, coefficients)
        self.cp.minimize(total + self.constant_yen)
