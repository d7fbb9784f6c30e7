"""When hosts and advisers may answer whether a seminar suits them."""

from seminar_service.domain.states import SeminarState
from seminar_service.domain.vocabulary import ConfirmationState


def is_asked(state: SeminarState, confirmation: ConfirmationState) -> bool:
    """Whether somebody with this answer so far may answer now, for a seminar in this state."""
    if state is SeminarState.TENTATIVE:
        return True
    return state is SeminarState.ANNOUNCED and confirmation is ConfirmationState.ASKED
