"""The states of bids, plans, seminars and registrations, and the ways between them."""

from typing import Final

MOVABLE_SEMINARS: Final = frozenset(
    state for state in SeminarState if SEMINAR_TRANSITIONS.allows(state, SeminarAction.MOVE)
)
"""Those that a plan may still move or cancel; what is closed or was held stays as it was."""
