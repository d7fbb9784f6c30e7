"""One page of a long list, beside the numbers of its rows by state."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Generic, TypeVar

StateT = TypeVar("StateT", bound=StrEnum)


@dataclass(frozen=True)
class CountedPage(Generic[StateT]):
    """What is known of a list beside the rows of one page.

    Attributes:
        counts: How many rows there are of each state, whatever state is asked for.
        found: How many rows all pages have of what is asked for.
        page_size: The most rows of one page.
    """

    counts: Mapping[StateT, int]
    found: int
    page_size: int

    @property
    def all_states(self) -> int:
        """How many there are in any state."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """How many pages the list has, one at least."""
        return max(ceil(self.found / self.page_size), 1)


def number_found(counts: Mapping[StateT, int], state: StateT | None) -> int:
    """How many rows are in a state; in any where none is asked for."""
    return sum(counts.values()) if state is None else counts.get(state, 0)
