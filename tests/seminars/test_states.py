import pytest

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.seminars.states import (
    MOVABLE_SEMINARS,
    SEMINAR_TRANSITIONS,
    SeminarAction,
    SeminarState,
)
from tests.transition_tables import assert_sound


def test_every_state_is_reached_and_nothing_leads_out_of_what_was_held_or_cancelled() -> None:
    assert_sound(
        SEMINAR_TRANSITIONS,
        SeminarState,
        SeminarAction,
        starts={SeminarState.TENTATIVE},
        ends={SeminarState.HELD, SeminarState.CANCELLED},
    )


def test_a_seminar_goes_from_tentative_to_held() -> None:
    state = SeminarState.TENTATIVE
    for action in (
        SeminarAction.CONFIRM,
        SeminarAction.ANNOUNCE,
        SeminarAction.CLOSE,
        SeminarAction.HOLD,
    ):
        state = SEMINAR_TRANSITIONS.move(state, action)

    assert state is SeminarState.HELD


def test_a_confirmed_seminar_that_moves_is_asked_about_again() -> None:
    assert (
        SEMINAR_TRANSITIONS.move(SeminarState.CONFIRMED, SeminarAction.MOVE)
        is SeminarState.TENTATIVE
    )


def test_an_announced_seminar_that_moves_stays_public() -> None:
    assert (
        SEMINAR_TRANSITIONS.move(SeminarState.ANNOUNCED, SeminarAction.MOVE)
        is SeminarState.ANNOUNCED
    )


def test_a_tentative_seminar_is_not_announced() -> None:
    with pytest.raises(TransitionNotAllowed, match="tentative does not allow: announce"):
        SEMINAR_TRANSITIONS.move(SeminarState.TENTATIVE, SeminarAction.ANNOUNCE)


def test_a_plan_moves_what_is_neither_closed_nor_over() -> None:
    movable = {
        state for state in SeminarState if SEMINAR_TRANSITIONS.allows(state, SeminarAction.MOVE)
    }

    assert (
        movable
        == MOVABLE_SEMINARS
        == {
            SeminarState.TENTATIVE,
            SeminarState.CONFIRMED,
            SeminarState.ANNOUNCED,
        }
    )
