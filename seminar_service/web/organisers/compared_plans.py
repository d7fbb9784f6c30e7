"""Two plans of a tour, and what of them is looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from seminar_service.advisers.model import AnyAdviser, Engagement
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.comparison import (
    Comparison,
    Move,
    PlaceDifference,
    places_of,
)
from seminar_service.planning.queries.plans import PlanView
from seminar_service.planning.queries.trips import Trip
from seminar_service.web.drawing.compared_timeline import Side
from seminar_service.web.organisers.plan_selection import Selection


@dataclass(frozen=True, slots=True)
class Compared:
    """Two plans beside each other.

    Attributes:
        before: The one; what only it has comes first everywhere.
        after: The other, whose page it is.
        comparison: Everything that they make of the tour.
        others: The plans that the other can be laid beside.
        advisers: Who can be looked at alone.
        engagements: Who is engaged, with the days that are out of the question; for lines alone.
        selection: What is looked at.
        only_different: Whether what both have is left out.
        run_id: The run of the planner that suggests the other for the one, a draft; None where
            both are plans that are kept.
    """

    before: PlanView
    after: PlanView
    comparison: Comparison
    others: tuple[Plan, ...]
    advisers: tuple[AnyAdviser, ...]
    engagements: tuple[Engagement, ...]
    selection: Selection
    only_different: bool
    run_id: int | None = None

    @property
    def is_itself(self) -> bool:
        """Whether both are the same plan."""
        return self.before.plan.id == self.after.plan.id

    @property
    def page(self) -> PlanView:
        """The plan on whose pages they stand."""
        return self.after if self.run_id is None else self.before

    @property
    def beside(self) -> dict[str, Any]:
        """What addresses say of the one that stands beside that plan."""
        return {"with": self.before.plan.id} if self.run_id is None else {"run_id": self.run_id}

    @property
    def moves(self) -> tuple[Move, ...]:
        """What they make something different of, as far as it is looked at."""
        return self._shown(self.comparison.moves)

    @property
    def same(self) -> tuple[Move, ...]:
        """What both hold alike, as far as it is looked at."""
        return () if self.only_different else self._shown(self.comparison.same)

    @property
    def places(self) -> tuple[PlaceDifference, ...]:
        """What becomes of each prefecture, as far as it is looked at."""
        return places_of(self.moves, self.same)

    def trips(self, adviser_id: int) -> Iterator[tuple[Side, Trip]]:
        """The trips of an adviser that are looked at; two are the same if they hold the same.

        Where only times or fares differ, the one that the other plan has stands for both.
        """
        first, second = (
            {
                (trip.departs, trip.returns, trip.bids): trip
                for trip in self.selection.trips(side.trips_of(adviser_id))
            }
            for side in (self.before, self.after)
        )
        yield from ((Side.BEFORE, trip) for key, trip in first.items() if key not in second)
        yield from ((Side.AFTER, trip) for key, trip in second.items() if key not in first)
        if not self.only_different:
            yield from ((Side.BOTH, trip) for key, trip in second.items() if key in first)

    def _shown(self, moves: Iterable[Move]) -> tuple[Move, ...]:
        return tuple(
            move
            for move in moves
            if any(
                self.selection.shows(each.day, (one.id for one in each.team))
                for each in move.outcomes
            )
        )
