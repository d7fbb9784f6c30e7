"""Can each slot be filled by somebody else?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Choices = Sequence[Sequence[int]] | Mapping[int, Sequence[int]]
"""What each one can be seated with."""


def can_fill(able: Sequence[Sequence[int]]) -> bool:
    """Say whether each slot can be filled, nobody filling two."""
    return fill(able) is not None


def fill(able: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    """Return one member for each slot, all different; None where that is impossible.

    Args:
        able: For each slot, those who can fill it.
    """
    slot_of: dict[int, int] = {}
    if not all(_seat(slot, able, slot_of, set()) for slot in range(len(able))):
        return None
    return tuple(sorted(slot_of, key=slot_of.__getitem__))


def choose(slots_of: Mapping[int, Sequence[int]], order: Iterable[int]) -> Iterator[int]:
    """Yield those who can fill slots beside all who were yielded before, nobody filling two.

    The sets that can fill slots together are the independent sets of a matroid. So where the order
    is one of rising cost, the first n who are yielded are the cheapest n who can do so.

    Args:
        slots_of: The slots that each one in the order can fill.
        order: Whom to try, one after the other.
    """
    member_in: dict[int, int] = {}
    full: set[int] = set()
    for member in order:
        tried = set(full)
        if _seat(member, slots_of, member_in, tried):
            yield member
        else:
            # Who sits in these slots can go nowhere else: they stay full.
            full = tried


def _seat(one: int, choices: Choices, taken_by: dict[int, int], tried: set[int]) -> bool:
    """Seat one somewhere, others moving on where needed; say whether that is possible.

    Args:
        one: Who is to be seated.
        choices: Where each one can sit.
        taken_by: Who sits where; changed.
        tried: Where nobody needs to look any more; what is looked at is added.
    """
    for choice in choices[one]:
        if choice in tried:
            continue
        tried.add(choice)
        if choice not in taken_by or _seat(taken_by[choice], choices, taken_by, tried):
            taken_by[choice] = one
            return True
    return False
