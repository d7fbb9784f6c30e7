"""Can each slot be filled by somebody else?"""

from collections.abc import Sequence


def can_fill(able: Sequence[Sequence[int]]) -> bool:
    """Say whether each slot can be filled, nobody filling two."""
    return fill(able) is not None


def fill(able: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    """Return one member for each slot, all different; None where that is impossible.

    Args:
        able: For each slot, those who can fill it.
    """
    slot_of: dict[int, int] = {}

    def seat(slot: int, tried: set[int]) -> bool:
        for member in able[slot]:
            if member in tried:
                continue
            tried.add(member)
            if member not in slot_of or seat(slot_of[member], tried):
                slot_of[member] = slot
                return True
        return False

    if not all(seat(slot, set()) for slot in range(len(able))):
        return None
    return tuple(sorted(slot_of, key=slot_of.__getitem__))
