"""Two plans of a tour side by side: what each costs, and who moves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    """What two plans make of a bid that at least one of them holds.

    Attributes:
        bid: The bid.
        before: How the one holds it; None where it does not.
        after: The same of the other.
        is_asked: Whether the one that does not hold it has refused it. A plan says nothing of bids
            that came later, or were not its to answer.
    """

    bid: Bid
    before: Outcome | None
    after: Outcome | None
    is_asked: bool = True

    @property
    def day_moves(self) -> bool:
        """Whether it is held in both, on different days."""
        return bool(self.before and self.after and self.before.day != self.after.day)

    @property
    def team_changes(self) -> bool:
        """Whether it is held in both, by different advisers."""
        return bool(self.before and self.after and self.before.team != self.after.team)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How it is held: in one plan, or in both."""
        return tuple(each for each in (self.before, self.after) if each)

    @property
    def alteration(self) -> Alteration:
        """The same as keys."""
        return Alteration(self.bid.id, _held(self.before), _held(self.after), self.is_asked)


@dataclass(frozen=True, slots=True)
class PlaceDifference:
    """What two plans make of the bids of a prefecture.

    Attributes:
        code: The prefecture.
        before: How many seminars the one holds there.
        after: The same of the other.
        moves: Of which bids they make something different.
    """

    code: str
    before: int
    after: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another.

    Attributes:
        before: The one.
        after: The other.
        components: What each part costs in both.
        total: The whole cost.
        moves: The bids of which they make something different, by number.
        same: Those that both hold alike, by number.
    """

    before: Plan
    after: Plan
    components: tuple[Difference, ...]
    total: Difference
    moves: tuple[Move, ...]
    same: tuple[Move, ...]

    @property
    def unchanged(self) -> int:
        """How many seminars are the same in both."""
        return len(self.same)

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
    pairs = sorted(_pairs(before, after), key=lambda pair: (pair.bid.number, pair.bid.id))
    parts, total = cost_differences(before.plan, after.plan)
    return Comparison(
        before=before.plan,
        after=after.plan,
        components=parts,
        total=total,
        moves=tuple(pair for pair in pairs if pair.before != pair.after),
        same=tuple(pair for pair in pairs if pair.before == pair.after),
    )


def places_of(moves: Iterable[Move], same: Iterable[Move]) -> tuple[PlaceDifference, ...]:
    """What becomes of each prefecture in which at least one of two plans holds a seminar.

    Args:
        moves: Of what they make something different.
        same: What both hold alike.
    """
    different: defaultdict[str, list[Move]] = defaultdict(list)
    alike: defaultdict[str, int] = defaultdict(int)
    for move in moves:
        different[move.bid.place].append(move)
    for pair in same:
        alike[pair.bid.place] += 1
    return tuple(
        PlaceDifference(
            code,
            before=alike[code] + sum(move.before is not None for move in different[code]),
            after=alike[code] + sum(move.after is not None for move in different[code]),
            moves=tuple(different[code]),
        )
        for code in sorted(different.keys() | alike.keys())
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


def _pairs(before: PlanView, after: PlanView) -> Iterator[Move]:
    first = {each.bid_id: each for each in before.plan.seminars}
    second = {each.bid_id: each for each in after.plan.seminars}
    answered = [{each.bid_id for each in side.plan.declines} for side in (before, after)]
    for bid_id in first.keys() | second.keys():
        one, other = first.get(bid_id), second.get(bid_id)
        if one and other:
            yield Move(one.bid, _outcome(one), _outcome(other))
        elif one:
            yield Move(one.bid, _outcome(one), None, bid_id in answered[1])
        elif other:
            yield Move(other.bid, None, _outcome(other), bid_id in answered[0])


def _held(outcome: Outcome | None) -> Held | None:
    if outcome is None:
        return None
    return Held(outcome.day, tuple(each.id for each in outcome.team))


def _outcome(seminar: PlannedSeminar) -> Outcome:
    return Outcome(seminar.day, tuple(member.adviser for member in seminar.team))
