"""The states of a notice, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class NoticeState(StrEnum):
    """Where a notice stands: written, to be sent at its time, being written to people, or over."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    DISCARDED = "discarded"


class NoticeAction(StrEnum):
    """What can be done with a notice.

    `begin` and `end` are a worker's; `call_back` makes it a draft again while nothing has gone.
    """

    SCHEDULE = "schedule"
    CALL_BACK = "call_back"
    BEGIN = "begin"
    END = "end"
    DISCARD = "discard"


NOTICE_TRANSITIONS: Final = Transitions(
    "notice",
    {
        NoticeState.DRAFT: {
            NoticeAction.SCHEDULE: NoticeState.SCHEDULED,
            NoticeAction.DISCARD: NoticeState.DISCARDED,
        },
        NoticeState.SCHEDULED: {
            NoticeAction.CALL_BACK: NoticeState.DRAFT,
            NoticeAction.BEGIN: NoticeState.SENDING,
        },
        NoticeState.SENDING: {NoticeAction.END: NoticeState.SENT},
    },
)
