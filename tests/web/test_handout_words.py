"""Everything about handouts has its word."""

from seminar_service.handouts.states import OrderAction, OrderState
from seminar_service.handouts.values import HandoutKind, ReceiverKind
from seminar_service.web.handout_words import ACTIONS, KINDS, RECEIVERS, STATES


def test_everything_has_a_word() -> None:
    assert set(KINDS) == set(HandoutKind)
    assert set(RECEIVERS) == set(ReceiverKind)
    assert set(STATES) == set(OrderState)
    assert set(ACTIONS) == set(OrderAction) - {OrderAction.APPROVE}
