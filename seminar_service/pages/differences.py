"""What differs between two versions of a text, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_AROUND: Final = 1
"""So many lines that stay are shown before and behind what differs."""


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    SKIPPED = "skipped"
    """Lines that stay, and are left out."""


@dataclass(frozen=True)
class Line:
    """A line with what became of it."""

    change: Change
    text: str = ""


def differences(before: str, after: str) -> Sequence[Line]:
    """The lines that differ, with those beside them; none where both say the same."""
    return list(_lines(before.splitlines(), after.splitlines()))


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    groups = SequenceMatcher(None, before, after).get_grouped_opcodes(_AROUND)
    for number, group in enumerate(groups):
        if all(tag == "equal" for tag, *_ in group):
            continue
        if number or group[0][1]:
            yield Line(Change.SKIPPED)
        for tag, first, last, new_first, new_last in group:
            if tag == "equal":
                yield from (Line(Change.SAME, text) for text in before[first:last])
            else:
                yield from (Line(Change.REMOVED, text) for text in before[first:last])
                yield from (Line(Change.ADDED, text) for text in after[new_first:new_last])
