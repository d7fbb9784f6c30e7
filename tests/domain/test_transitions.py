"""The mechanism by which anything changes its state; each area tests its own table."""

from enum import StrEnum

import pytest

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.transitions import Transitions


class Light(StrEnum):
    """The states of a traffic light."""

    RED = "red"
    GREEN = "green"
    BROKEN = "broken"


class Signal(StrEnum):
    """What can be done with it."""

    STOP = "stop"
    GO = "go"
    BREAK = "break"


LIGHTS = Transitions(
    "light",
    {
        Light.RED: {Signal.GO: Light.GREEN, Signal.BREAK: Light.BROKEN},
        Light.GREEN: {Signal.STOP: Light.RED},
    },
)


def test_an_action_leads_where_the_table_says() -> None:
    assert LIGHTS.move(Light.RED, Signal.GO) is Light.GREEN
    assert LIGHTS.allows(Light.RED, Signal.GO)
    assert LIGHTS.actions(Light.RED) == (Signal.GO, Signal.BREAK)


def test_what_a_state_does_not_allow_is_refused_with_the_names_of_thing_state_and_action() -> None:
    assert not LIGHTS.allows(Light.GREEN, Signal.BREAK)
    with pytest.raises(
        TransitionNotAllowed, match="a light that is green does not allow: break"
    ) as refusal:
        LIGHTS.move(Light.GREEN, Signal.BREAK)
    told = refusal.value
    assert (told.kind, told.state, told.action) == ("light", Light.GREEN, Signal.BREAK)


def test_nothing_leads_out_of_a_state_that_is_missing_from_the_table() -> None:
    assert [state for state in Light if LIGHTS.is_final(state)] == [Light.BROKEN]
    assert LIGHTS.actions(Light.BROKEN) == ()
    with pytest.raises(TransitionNotAllowed):
        LIGHTS.move(Light.BROKEN, Signal.GO)
