"""What differs between two plans for one tour: who moves, and what each component gains."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

from solver.formats.instance import Instance
from solver.formats.plan import Seminar
from solver.formats.report import Components
from solver.workbench.workbench import evaluate

Kind = Literal["added", "declined", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One bid that the second plan treats otherwise than the first.

    Attributes:
        bid: Id of the bid.
        before: How the first plan holds it, None where it declines it.
        after: The same for the second plan.
    """

    bid: str
    before: Seminar | None
    after: Seminar | None

    @property
    def kind(self) -> Kind:
        """Whether the bid is newly held, newly declined, or held otherwise."""
        if self.before is None:
            return "added"
        return "declined" if self.after is None else "moved"

    def document(self) -> dict[str, object]:
        """Return the change as JSON values."""
        return {
            "bid": self.bid,
            "kind": self.kind,
            "before": self.before and self.before.document(),
            "after": self.after and self.after.document(),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans beside each other.

    Attributes:
        changes: The bids that differ, in the order of the instance.
        before: Cost of the first plan by component.
        after: Cost of the second plan by component.
        are_complete: Whether both plans have a cost; else some adviser cannot travel as planned,
            and the components lack that adviser's travel and workload.
    """

    changes: tuple[Change, ...]
    before: Components
    after: Components
    are_complete: bool

    @property
    def difference_yen(self) -> int | None:
        """What the second plan costs more, below 0 where it costs less."""
        return self.after.total - self.before.total if self.are_complete else None

    def component_differences(self) -> dict[str, int]:
        """Return what each component of the second plan costs more."""
        return {
            part.name: getattr(self.after, part.name) - getattr(self.before, part.name)
            for part in fields(Components)
        }

    def document(self) -> dict[str, object]:
        """Return the comparison as JSON values."""
        return {
            "changes": [change.document() for change in self.changes],
            "difference_yen": self.difference_yen,
            "components": self.component_differences(),
        }


def compare(instance: Instance, first: Iterable[Seminar], second: Iterable[Seminar]) -> Comparison:
    """Return what differs between two plans.

    Args:
        instance: What both plan.
        first: What the first plan holds, each bid at most once.
        second: What the second plan holds, each bid at most once.
    """
    before = {seminar.bid: seminar for seminar in first}
    after = {seminar.bid: seminar for seminar in second}
    benches = [evaluate(instance, held.values()) for held in (before, after)]
    return Comparison(
        changes=tuple(
            Change(bid.id, before.get(bid.id), after.get(bid.id))
            for bid in instance.bids
            if before.get(bid.id) != after.get(bid.id)
        ),
        before=benches[0].components,
        after=benches[1].components,
        are_complete=all(bench.cost_yen is not None for bench in benches),
    )
