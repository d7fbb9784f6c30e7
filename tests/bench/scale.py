"""Where seconds and gaps lie in a panel: both on logarithmic axes."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

LEAST_GAP = 1e-4
"""The least gap that the axis tells apart, as a share; what is proven has its own row below."""

PROVEN_ROW = 16.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The inside of a panel.

    Attributes:
        left: Of the picture, where the panel's inside begins.
        top: Likewise, from above.
        width: Of the inside.
        height: Of the inside, from a gap of 100 % down to the row of what is proven.
        first_decade: The left edge is 10 to this power, in seconds.
        last_decade: The right edge likewise; above the first one.
    """

    left: float
    top: float
    width: float
    height: float
    first_decade: int
    last_decade: int

    @property
    def bottom(self) -> float:
        """The row of what is proven."""
        return self.top + self.height

    def x(self, seconds: float) -> float:
        """Return where a moment lies, held within the panel."""
        decades = log10(max(seconds, 1e-9)) - self.first_decade
        share = decades / (self.last_decade - self.first_decade)
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def y(self, gap: float) -> float:
        """Return where a gap lies, held within the panel."""
        if gap <= 0:
            return self.bottom
        share = log10(min(max(gap, LEAST_GAP), 1.0)) / log10(LEAST_GAP)
        return self.top + (self.height - PROVEN_ROW) * share

    def second_ticks(self) -> Iterator[tuple[float, str]]:
        """Yield where each power of ten of the seconds lies, and its label."""
        for decade in range(self.first_decade, self.last_decade + 1):
            yield self.x(10.0**decade), f"{10.0**decade:g} s"

    def gap_ticks(self) -> Iterator[tuple[float, str]]:
        """Yield where each power of ten of the gap lies, and its label; last that of none."""
        for decade in range(round(log10(LEAST_GAP)), 1):
            yield self.y(10.0**decade), f"{10.0 ** (decade + 2):g} %"
        yield self.bottom, "0 %"


def decades(seconds: list[float]) -> tuple[int, int]:
    """Return the powers of ten between which some seconds lie; at least one second is between."""
    known = [max(each, 0.1) for each in seconds] or [1.0]
    return floor(log10(min(known))), max(ceil(log10(max(known))), 1)
