"""Two plans of a tour side by side: what each costs, and who moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from seminar_service.advisers.model import AnyAdviser
from seminar_service.bids.model import Bid
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedSeminar
from seminar_service.planning.queries.plans import COMPONENTS, PlanView


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of the cost in two plans; None where somebody cannot travel as a plan has it."""

    name: str
    before_yen: int | None
    after_yen: int | None

    @property
    def change_yen(self) -> int | None:
        """How much more the second plan costs."""
        if self.before_yen is None or self.after_yen is None:
            return None
        return self.after_yen - self.before_yen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan makes of a bid that it accepts."""

    day: date
    team: tuple[AnyAdviser, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A bid of which two plans make something different; None stands for a refusal."""

    bid: Bid
    before: Outcome | None
    after: Outcome | None

    @property
    def day_moves(self) -> bool:
        """Whether it is held in both, on different days."""
        return bool(self.before and self.after and self.before.day != self.after.day)

    @property
    def team_changes(self) -> bool:
        """Whether it is held in both, by different advisers."""
        return bool(self.before and self.after and self.before.team != self.after.team)

    @property
    def alteration(self) -> Alteration:
        """The same as keys."""
        return Alteration(self.bid.id, _held(self.before), _held(self.after))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another."""

    before: Plan
    after: Plan
    components: tuple[Difference, ...]
    total: Difference
    moves: tuple[Move, ...]
    unchanged: int

    @property
    def new_days(self) -> int:
        """How many seminars are held on another day."""
        return sum(move.day_moves for move in self.moves)

    @property
    def new_teams(self) -> int:
        """How many seminars are held by other advisers."""
        return sum(move.team_changes for move in self.moves)

    @property
    def dearer_parts(self) -> dict[str, int]:
        """How much more the second plan costs, by the name of each part."""
        return {each.name: each.change_yen or 0 for each in self.components}


def compare(before: PlanView, after: PlanView) -> Comparison:
    """Lay two plans side by side, the bids in the order of their numbers."""
    moves = tuple(sorted(_moves(before.plan, after.plan), key=lambda move: move.bid.number))
    changed = {move.bid.id for move in moves}
    held = {each.bid_id for each in after.plan.seminars}
    parts, total = cost_differences(before.plan, after.plan)
    return Comparison(
        before=before.plan,
        after=after.plan,
        components=parts,
        total=total,
        moves=moves,
        unchanged=len(held - changed),
    )


def cost_differences(before: Plan, after: Plan) -> tuple[tuple[Difference, ...], Difference]:
    """How the cost of a plan differs from another's: part by part, and altogether.

    A part of which one of them knows nothing is left out.
    """
    parts = tuple(
        Difference(name, int(before.components[name]), int(after.components[name]))
        for name in COMPONENTS
        if name in before.components and name in after.components
    )
    return parts, Difference("total", before.objective_yen, after.objective_yen)


def _moves(before: Plan, after: Plan) -> Iterator[Move]:
    first = {each.bid_id: each for each in before.seminars}
    second = {each.bid_id: each for each in after.seminars}
    for bid_id in first.keys() | second.keys():
        old, new = _outcome(first.get(bid_id)), _outcome(second.get(bid_id))
        if old != new:
            yield Move((second.get(bid_id) or first[bid_id]).bid, old, new)


def _held(outcome: Outcome | None) -> Held | None:
    if outcome is None:
        return None
    return Held(outcome.day, tuple(each.id for each in outcome.team))


def _outcome(seminar: PlannedSeminar | None) -> Outcome | None:
    if seminar is None:
        return None
    return Outcome(seminar.day, tuple(member.adviser for member in seminar.team))
