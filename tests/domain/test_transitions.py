from enum import StrEnum

import pytest

from seminar_service.domain.errors import Category, TransitionNotAllowed
from seminar_service.domain.transitions import Transitions


class Light(StrEnum):
    """The states of a traffic light."""

    RED = "red"
    GREEN = "green"
    DARK = "dark"


class Deed(StrEnum):
    """What can be done with it."""

    STOP = "stop"
    GO = "go"
    SWITCH_OFF = "switch_off"


LIGHTS: Transitions[Light, Deed] = Transitions(
    "light",
    {
        Light.RED: {Deed.SWITCH_OFF: Light.DARK, Deed.GO: Light.GREEN},
        Light.GREEN: {Deed.STOP: Light.RED, Deed.GO: Light.GREEN},
    },
)


def test_an_action_leads_to_the_state_that_the_table_says() -> None:
    assert LIGHTS.move(Light.RED, Deed.GO) is Light.GREEN
    assert LIGHTS.move(Light.RED, Deed.SWITCH_OFF) is Light.DARK


def test_an_action_may_leave_the_state_as_it_is() -> None:
    assert LIGHTS.move(Light.GREEN, Deed.GO) is Light.GREEN


@pytest.mark.parametrize("state", [Light.GREEN, Light.DARK])
def test_what_a_state_does_not_allow_is_refused_by_name(state: Light) -> None:
    with pytest.raises(TransitionNotAllowed) as refusal:
        LIGHTS.move(state, Deed.SWITCH_OFF)

    said = refusal.value
    assert (said.kind, said.state, said.action) == ("light", state, Deed.SWITCH_OFF)
    assert said.category is Category.CONFLICT


@pytest.mark.parametrize("state", Light)
@pytest.mark.parametrize("action", Deed)
def test_what_is_allowed_is_what_would_succeed(state: Light, action: Deed) -> None:
    allowed = {
        (Light.RED, Deed.SWITCH_OFF),
        (Light.RED, Deed.GO),
        (Light.GREEN, Deed.STOP),
        (Light.GREEN, Deed.GO),
    }

    assert LIGHTS.allows(state, action) is ((state, action) in allowed)


def test_actions_come_in_the_order_of_the_table() -> None:
    assert LIGHTS.actions(Light.RED) == (Deed.SWITCH_OFF, Deed.GO)
    assert LIGHTS.actions(Light.DARK) == ()


def test_changing_the_given_table_afterwards_changes_nothing() -> None:
    given: dict[Light, dict[Deed, Light]] = {Light.RED: {Deed.GO: Light.GREEN}}
    table = Transitions("light", given)
    given[Light.RED][Deed.STOP] = Light.RED

    assert table.actions(Light.RED) == (Deed.GO,)
