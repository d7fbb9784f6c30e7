"""When hosts and advisers may answer whether a seminar suits them."""

from datetime import datetime

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState


def is_asked(state: SeminarState, confirmation: ConfirmationState) -> bool:
    """Whether somebody with this answer so far may answer now, for a seminar in this state."""
    if state is SeminarState.TENTATIVE:
        return True
    return state is SeminarState.ANNOUNCED and confirmation is ConfirmationState.ASKED


def may_answer(seminar: Seminar, confirmation: ConfirmationState) -> bool:
    """Whether an answer about a seminar is taken now; for pages, where its tour is at hand."""
    return is_asked(seminar.state, confirmation) and not seminar.tour.is_archived


def question_mark(version: int, answered_at: datetime | None) -> str:
    """Names what somebody saw who answers: this version of the seminar, and this answer so far.

    An answer given to another question, or over an answer that nobody has seen, is not taken.
    """
    return f"{version}.{answered_at.isoformat() if answered_at else 'asked'}"
