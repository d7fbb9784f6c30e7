"""The states of an order, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class OrderState(StrEnum):
    """Where an order stands; what is approved is set apart for it."""

    ASKED = "asked"
    APPROVED = "approved"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class OrderAction(StrEnum):
    """What can be done with an order: who asked withdraws it, the rest is the office's."""

    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    SHIP = "ship"
    DELIVER = "deliver"


ORDER_TRANSITIONS: Final = Transitions(
    "handout_order",
    {
        OrderState.ASKED: {
            OrderAction.APPROVE: OrderState.APPROVED,
            OrderAction.REFUSE: OrderState.REFUSED,
            OrderAction.WITHDRAW: OrderState.WITHDRAWN,
        },
        OrderState.APPROVED: {
            OrderAction.SHIP: OrderState.SHIPPED,
            OrderAction.WITHDRAW: OrderState.WITHDRAWN,
        },
        OrderState.SHIPPED: {OrderAction.DELIVER: OrderState.DELIVERED},
    },
)
