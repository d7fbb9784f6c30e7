"""How a command ends."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of the command line."""

    OK = 0
    BROKEN_PLAN = 1
    INVALID = 2
    INFEASIBLE = 3
    UNDECIDED = 4
    USAGE = 64
    CUT_OFF = 141
