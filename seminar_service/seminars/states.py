"""The states of a seminar, and the ways between them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from seminar_service.calendars.values import EntryStatus
from seminar_service.domain.transitions import Transitions


class SeminarState(StrEnum):
    """Where a seminar stands; it is public from `announced` on."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    HELD = "held"
    CANCELLED = "cancelled"


class SeminarAction(StrEnum):
    """What can be done with a seminar; `move` gives it another date, place or team."""

    CONFIRM = "confirm"
    MOVE = "move"
    ANNOUNCE = "announce"
    CLOSE = "close"
    HOLD = "hold"
    CANCEL = "cancel"


SEMINAR_TRANSITIONS: Final = Transitions(
    "seminar",
    {
        SeminarState.TENTATIVE: {
            SeminarAction.CONFIRM: SeminarState.CONFIRMED,
            SeminarAction.MOVE: SeminarState.TENTATIVE,
            SeminarAction.CANCEL: SeminarState.CANCELLED,
        },
        # Once moved, host and advisers are asked again.
        SeminarState.CONFIRMED: {
            SeminarAction.ANNOUNCE: SeminarState.ANNOUNCED,
            SeminarAction.MOVE: SeminarState.TENTATIVE,
            SeminarAction.CANCEL: SeminarState.CANCELLED,
        },
        # What the public knows does not disappear again because it moves.
        SeminarState.ANNOUNCED: {
            SeminarAction.CLOSE: SeminarState.CLOSED,
            SeminarAction.MOVE: SeminarState.ANNOUNCED,
            SeminarAction.CANCEL: SeminarState.CANCELLED,
        },
        SeminarState.CLOSED: {
            SeminarAction.HOLD: SeminarState.HELD,
            SeminarAction.CANCEL: SeminarState.CANCELLED,
        },
    },
)

MOVABLE_SEMINARS: Final = frozenset(
    state for state in SeminarState if SEMINAR_TRANSITIONS.allows(state, SeminarAction.MOVE)
)
"""Those that a plan may still move or cancel; what is closed or was held stays as it was."""

CALENDAR_STATUS: Final[Mapping[SeminarState, EntryStatus]] = {
    SeminarState.TENTATIVE: EntryStatus.TENTATIVE,
    SeminarState.CONFIRMED: EntryStatus.CONFIRMED,
    SeminarState.ANNOUNCED: EntryStatus.CONFIRMED,
    SeminarState.CLOSED: EntryStatus.CONFIRMED,
    SeminarState.HELD: EntryStatus.CONFIRMED,
    SeminarState.CANCELLED: EntryStatus.CANCELLED,
}
"""How sure calendars show a seminar, state by state."""
