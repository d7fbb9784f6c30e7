"""What the values of a bid are called on pages."""

from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.bids.states import BidState
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Audience, BidSource, Choice, HostKind

HOST_KINDS: Final[dict[StrEnum, Any]] = {
    HostKind.COMPANY: _l("Business company"),
    HostKind.CHAMBER_OF_COMMERCE: _l("Chamber of commerce and industry"),
    HostKind.SOCIETY_OF_COMMERCE: _l("Society of commerce and industry"),
    HostKind.LOCAL_GOVERNMENT: _l("Local government"),
    HostKind.UNIVERSITY: _l("University"),
    HostKind.BANK: _l("Bank or credit union"),
    HostKind.OTHER: _l("Other organisation"),
}
AUDIENCES: Final[dict[StrEnum, Any]] = {
    Audience.PUBLIC: _l("Open to everybody"),
    Audience.MEMBERS: _l("Members and invited guests only"),
}
CHOICES: Final[dict[StrEnum, Any]] = {
    Choice.FIRST: _l("First choice"),
    Choice.SECOND: _l("Second choice"),
    Choice.THIRD: _l("Third choice"),
    Choice.IMPOSSIBLE: _l("Not possible"),
}
SOURCES: Final[dict[StrEnum, Any]] = {
    BidSource.FORM: _l("By the form on this site"),
    BidSource.PAPER: _l("On paper, entered by the office"),
    BidSource.SAMPLE: _l("Sample data"),
}
STATES: Final[dict[StrEnum, Any]] = {
    BidState.SUBMITTED: _l("Waiting for a decision"),
    BidState.ASKED_BACK: _l("Question asked"),
    BidState.ACCEPTED: _l("Accepted for planning"),
    BidState.REJECTED: _l("Not accepted"),
    BidState.WITHDRAWN: _l("Withdrawn"),
    BidState.CLOSED: _l("Closed after a cancellation"),
}
STEPS: Final[dict[HistoryKind, Any]] = {
    HistoryKind.BID_SUBMITTED: _l("Received"),
    HistoryKind.BID_ASKED_BACK: _l("The office asked a question"),
    HistoryKind.BID_ANSWERED: _l("The host answered"),
    HistoryKind.BID_ACCEPTED: _l("Accepted for planning"),
    HistoryKind.BID_REJECTED: _l("Not accepted"),
    HistoryKind.BID_REOPENED: _l("Looked at anew"),
    HistoryKind.BID_WITHDRAWN: _l("Withdrawn"),
    HistoryKind.BID_CLOSED: _l("Closed after a cancellation"),
    HistoryKind.EDITED: _l("The office changed the data"),
    HistoryKind.HOST_CONFIRMED: _l("The host confirmed the date"),
    HistoryKind.HOST_DECLINED: _l("The host declined the date"),
    HistoryKind.SEMINAR_PLANNED: _l("A date was planned"),
    HistoryKind.SEMINAR_MOVED: _l("Another date was planned"),
    HistoryKind.SEMINAR_TEAM_CHANGED: _l("Other advisers were planned"),
    HistoryKind.SEMINAR_CANCELLED: _l("The seminar was cancelled"),
    HistoryKind.BID_DECLINED: _l("No date was found in the plan"),
    HistoryKind.SEMINAR_ANNOUNCED: _l("The seminar was announced"),
}
