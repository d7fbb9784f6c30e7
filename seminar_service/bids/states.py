"""The states of a bid, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class BidState(StrEnum):
    """Where a host's request stands.

    `CLOSED` is one whose seminar was cancelled and that is not to be planned again.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED_BACK = "asked_back"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class BidAction(StrEnum):
    """What can be done with a bid: the host submits, answers, withdraws; the rest is staff's."""

    SUBMIT = "submit"
    ASK_BACK = "ask_back"
    ANSWER = "answer"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"


OVER: Final = frozenset({BidState.REJECTED, BidState.WITHDRAWN, BidState.CLOSED})
"""The states in which nothing more is done for a bid, unless somebody takes it up again."""

BID_TRANSITIONS: Final = Transitions(
    "bid",
    {
        BidState.DRAFT: {
            BidAction.SUBMIT: BidState.SUBMITTED,
            BidAction.WITHDRAW: BidState.WITHDRAWN,
        },
        BidState.SUBMITTED: {
            BidAction.ACCEPT: BidState.ACCEPTED,
            BidAction.ASK_BACK: BidState.ASKED_BACK,
            BidAction.REJECT: BidState.REJECTED,
            BidAction.WITHDRAW: BidState.WITHDRAWN,
            BidAction.CLOSE: BidState.CLOSED,
        },
        # The organiser may settle the question by telephone, or give up waiting.
        BidState.ASKED_BACK: {
            BidAction.ANSWER: BidState.SUBMITTED,
            BidAction.ACCEPT: BidState.ACCEPTED,
            BidAction.REJECT: BidState.REJECTED,
            BidAction.WITHDRAW: BidState.WITHDRAWN,
            BidAction.CLOSE: BidState.CLOSED,
        },
        # A bid for which the released plan finds no room is rejected with the plan's reason.
        BidState.ACCEPTED: {
            BidAction.ASK_BACK: BidState.ASKED_BACK,
            BidAction.REJECT: BidState.REJECTED,
            BidAction.WITHDRAW: BidState.WITHDRAWN,
            BidAction.CLOSE: BidState.CLOSED,
        },
        # A refusal is undone: to be looked at anew, or to be planned at once.
        BidState.REJECTED: {
            BidAction.REOPEN: BidState.SUBMITTED,
            BidAction.ACCEPT: BidState.ACCEPTED,
        },
        # Whoever closed it by mistake, or hears from the host again, takes it up once more.
        BidState.CLOSED: {BidAction.ACCEPT: BidState.ACCEPTED},
    },
)
