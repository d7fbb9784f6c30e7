"""The way of an order."""

from seminar_service.handouts.states import ORDER_TRANSITIONS, OrderAction, OrderState
from tests.transition_tables import assert_sound


def test_every_state_is_reached_and_the_rest_is_refused() -> None:
    assert_sound(
        ORDER_TRANSITIONS,
        OrderState,
        OrderAction,
        starts=[OrderState.ASKED],
        ends=[OrderState.DELIVERED, OrderState.REFUSED, OrderState.WITHDRAWN],
    )
