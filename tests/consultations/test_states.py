"""The table of a case's states."""

from seminar_service.consultations.states import CASE_TRANSITIONS, CaseAction, CaseState
from tests.transition_tables import assert_sound


def test_the_table_is_sound() -> None:
    assert_sound(CASE_TRANSITIONS, CaseState, CaseAction, starts=[CaseState.NEW], ends=[])


def test_what_is_closed_can_only_be_opened_again() -> None:
    assert CASE_TRANSITIONS.actions(CaseState.CLOSED) == (CaseAction.REOPEN,)
