"""The ways between the states of an alert."""

from seminar_service.alerts.states import (
    ALERT_TRANSITIONS,
    OPEN_ALERTS,
    AlertAction,
    AlertState,
)


def test_an_alert_is_confirmed_and_told_once() -> None:
    active = ALERT_TRANSITIONS.move(AlertState.ASKED, AlertAction.CONFIRM)
    told = ALERT_TRANSITIONS.move(active, AlertAction.TELL)

    assert (active, told) == (AlertState.ACTIVE, AlertState.TOLD)
    assert ALERT_TRANSITIONS.actions(told) == ()


def test_nobody_is_told_who_has_not_pressed_the_button() -> None:
    assert not ALERT_TRANSITIONS.allows(AlertState.ASKED, AlertAction.TELL)


def test_what_is_open_may_be_ended_and_lapse_and_nothing_else_changes_any_more() -> None:
    for state in AlertState:
        is_open = state in OPEN_ALERTS
        assert ALERT_TRANSITIONS.allows(state, AlertAction.END) is is_open
        assert ALERT_TRANSITIONS.allows(state, AlertAction.LAPSE) is is_open
