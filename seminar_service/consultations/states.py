"""The states of a case, and the ways between them."""

from enum import StrEnum
from typing import Final

from seminar_service.domain.transitions import Transitions


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    CLOSED = "closed"
    REOPENED = "reopened"


class CaseAction(StrEnum):
    """What is done with a case.

    `assign` comes with its first expert, `release` with the last one who leaves it. `work` begins
    it or takes it up again, `wait` leaves it with the client or somebody else.
    """

    ASSIGN = "assign"
    RELEASE = "release"
    WORK = "work"
    WAIT = "wait"
    CLOSE = "close"
    REOPEN = "reopen"


OPEN_CASES: Final = frozenset(CaseState) - {CaseState.CLOSED}
"""Those that somebody has to do something about."""

CASE_TRANSITIONS: Final = Transitions(
    "case",
    {
        CaseState.NEW: {
            CaseAction.ASSIGN: CaseState.ASSIGNED,
            CaseAction.CLOSE: CaseState.CLOSED,
        },
        CaseState.ASSIGNED: {
            CaseAction.WORK: CaseState.IN_PROGRESS,
            CaseAction.WAIT: CaseState.WAITING,
            CaseAction.RELEASE: CaseState.NEW,
            CaseAction.CLOSE: CaseState.CLOSED,
        },
        CaseState.IN_PROGRESS: {
            CaseAction.WAIT: CaseState.WAITING,
            CaseAction.RELEASE: CaseState.NEW,
            CaseAction.CLOSE: CaseState.CLOSED,
        },
        CaseState.WAITING: {
            CaseAction.WORK: CaseState.IN_PROGRESS,
            CaseAction.RELEASE: CaseState.NEW,
            CaseAction.CLOSE: CaseState.CLOSED,
        },
        CaseState.CLOSED: {CaseAction.REOPEN: CaseState.REOPENED},
        CaseState.REOPENED: {
            CaseAction.ASSIGN: CaseState.ASSIGNED,
            CaseAction.WORK: CaseState.IN_PROGRESS,
            CaseAction.WAIT: CaseState.WAITING,
            CaseAction.RELEASE: CaseState.NEW,
            CaseAction.CLOSE: CaseState.CLOSED,
        },
    },
)
