"""What several changes of a draft do together, while they are made one upon the other."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final

import solver


@dataclass(frozen=True, slots=True)
class Trial:
    """What was changed so far, against the draft as it is.

    Attributes:
        parts: What it adds to the cost, by the name of each part.
        broken: What breaks a rule and did not before, nor more of it.
        mended: What broke a rule before and does no longer, or less of it.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[solver.Violation, ...] = ()
    mended: tuple[solver.Violation, ...] = ()

    def then(self, effect: solver.Effect) -> "Trial":
        """Return what is changed after one more move."""
        broken = [each for each in self.broken if each not in effect.mended]
        mended = [each for each in self.mended if each not in effect.broken]
        broken += [each for each in effect.broken if each not in self.mended]
        mended += [each for each in effect.mended if each not in self.broken]
        parts = asdict(effect.components)
        told = {name: yen + self.parts.get(name, 0) for name, yen in parts.items()}
        return Trial(told, tuple(broken), tuple(mended))

    @property
    def new(self) -> tuple[solver.Violation, ...]:
        """What is broken now, without what is left of something that was broken before."""
        return tuple(newly_broken(self.broken, self.mended))

    @property
    def breaks_only_locks(self) -> bool:
        """Whether nothing new is broken, or nothing but locks."""
        return all(each.breach is solver.Breach.LOCK for each in self.new)

    @property
    def difference_yen(self) -> int | None:
        """What it adds to the cost; None where somebody cannot travel, before or after."""
        jams = (each.breach is solver.Breach.TRAVEL for each in (*self.broken, *self.mended))
        return None if any(jams) else sum(self.parts.values())


UNTOUCHED: Final = Trial()


def newly_broken(
    after: Iterable[solver.Violation], before: Iterable[solver.Violation]
) -> list[solver.Violation]:
    """Return what is broken after a change and was not, nor more of it, before."""
    known = list(before)
    return [each for each in after if not any(_is_part(each, other) for other in known)]


def _is_part(breach: solver.Violation, other: solver.Violation) -> bool:
    """Whether it is the other, or what is left of it: somebody who travels less than before."""
    is_left = (
        breach.breach is other.breach is solver.Breach.TRAVEL
        and breach.advisers == other.advisers
        and set(breach.bids) < set(other.bids)
    )
    return breach == other or is_left
