"""What is said of handouts and their orders, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.handouts.states import OrderAction, OrderState
from seminar_service.handouts.values import HandoutKind, ReceiverKind

KINDS: Final[Mapping[StrEnum, Any]] = {
    HandoutKind.PAMPHLET: _l("Pamphlet"),
    HandoutKind.POSTER: _l("Poster"),
}
RECEIVERS: Final[Mapping[StrEnum, Any]] = {
    ReceiverKind.COUNTER: _l("Support counter"),
    ReceiverKind.HOST: _l("Host"),
    ReceiverKind.SEMINAR: _l("Seminar"),
    ReceiverKind.OTHER: _l("Other receivers"),
}
STATES: Final[Mapping[StrEnum, Any]] = {
    OrderState.ASKED: _l("Asked for"),
    OrderState.APPROVED: _l("Approved"),
    OrderState.SHIPPED: _l("Sent"),
    OrderState.DELIVERED: _l("Delivered"),
    OrderState.REFUSED: _l("Order refused"),
    OrderState.WITHDRAWN: _l("Order withdrawn"),
}
ACTIONS: Final[Mapping[StrEnum, Any]] = {
    OrderAction.REFUSE: _l("Refuse the order"),
    OrderAction.WITHDRAW: _l("Withdraw the order"),
    OrderAction.SHIP: _l("Note as sent"),
    OrderAction.DELIVER: _l("Note as delivered"),
}
