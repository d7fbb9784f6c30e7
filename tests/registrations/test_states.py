from seminar_service.registrations.states import (
    HOLDING_REGISTRATIONS,
    LIVE_REGISTRATIONS,
    REGISTRATION_TRANSITIONS,
    RegistrationAction,
    RegistrationState,
)
from tests.transition_tables import assert_sound


def test_every_state_is_reached_and_whoever_came_or_stayed_away_stays_so() -> None:
    assert_sound(
        REGISTRATION_TRANSITIONS,
        RegistrationState,
        RegistrationAction,
        starts={RegistrationState.PROVISIONAL, RegistrationState.WAITING},
        ends={
            RegistrationState.ATTENDED,
            RegistrationState.ABSENT,
        },
    )


def test_an_offered_place_is_taken_or_lapses() -> None:
    offered = REGISTRATION_TRANSITIONS.move(RegistrationState.WAITING, RegistrationAction.OFFER)

    assert (
        REGISTRATION_TRANSITIONS.move(offered, RegistrationAction.ACCEPT)
        is RegistrationState.CONFIRMED
    )
    assert (
        REGISTRATION_TRANSITIONS.move(offered, RegistrationAction.LAPSE) is RegistrationState.LAPSED
    )


def test_a_place_held_for_a_while_is_kept_by_the_button_or_lapses() -> None:
    held = RegistrationState.PROVISIONAL

    assert (
        REGISTRATION_TRANSITIONS.move(held, RegistrationAction.CONFIRM)
        is RegistrationState.CONFIRMED
    )
    assert REGISTRATION_TRANSITIONS.move(held, RegistrationAction.LAPSE) is RegistrationState.LAPSED


def test_whoever_holds_a_place_or_waits_can_give_it_up_and_nobody_else() -> None:
    for state in RegistrationState:
        may_cancel = REGISTRATION_TRANSITIONS.allows(state, RegistrationAction.CANCEL)
        assert may_cancel == (state in LIVE_REGISTRATIONS)
    assert LIVE_REGISTRATIONS - {RegistrationState.WAITING} == HOLDING_REGISTRATIONS


def test_the_office_lets_somebody_in_again_with_a_place_or_a_wait() -> None:
    for over in (RegistrationState.CANCELLED, RegistrationState.LAPSED):
        actions = REGISTRATION_TRANSITIONS.actions(over)
        targets = {REGISTRATION_TRANSITIONS.move(over, action) for action in actions}
        assert targets == {RegistrationState.CONFIRMED, RegistrationState.WAITING}
