"""The consultation desk in words: closed lists, states, and how lists are called."""

from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.consultations.model import Case
from seminar_service.consultations.queries import View
from seminar_service.consultations.slot_model import AppointmentWay, Profession
from seminar_service.consultations.states import CaseAction, CaseState
from seminar_service.consultations.values import (
    Channel,
    ClientKind,
    CompanySize,
    ContactWay,
    Receiver,
    Result,
)
from seminar_service.web.answer_words import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.editing.pictures import listed
from seminar_service.web.locale import current_locale

CHANNELS: Final[dict[StrEnum, Any]] = {
    Channel.TELEPHONE: _l("Telephone"),
    Channel.MAIL: _l("Email"),
    Channel.VISIT: _l("Visit"),
    Channel.FORM: _l("Form on the website"),
    Channel.SEMINAR: _l("Consultation at a seminar"),
    Channel.COUNTER: _l("By a counter"),
}
CLIENT_KINDS: Final[dict[StrEnum, Any]] = {
    ClientKind.COMPANY: _l("Company or another body"),
    ClientKind.PERSON: _l("Private person"),
    ClientKind.ANONYMOUS: _l("Anonymous"),
}
STATES: Final[dict[StrEnum, Any]] = {
    CaseState.NEW: _l("New"),
    CaseState.ASSIGNED: _l("Assigned"),
    CaseState.IN_PROGRESS: _l("In progress"),
    CaseState.WAITING: _l("Waiting for an answer"),
    CaseState.CLOSED: _l("Closed"),
    CaseState.REOPENED: _l("Opened again"),
}
ACTIONS: Final[dict[StrEnum, Any]] = {
    CaseAction.WORK: _l("Work on it"),
    CaseAction.WAIT: _l("Leave it waiting"),
    CaseAction.CLOSE: _l("Close it"),
    CaseAction.REOPEN: _l("Open it again"),
}
"""What somebody decides; the rest comes with who is assigned."""
WAYS: Final[dict[StrEnum, Any]] = {
    ContactWay.TELEPHONE: _l("Telephone"),
    ContactWay.MAIL: _l("Email"),
    ContactWay.ON_SITE: _l("At the desk"),
    ContactWay.ONLINE: _l("Online"),
    ContactWay.INTERNAL: _l("Work without the client"),
}
RESULTS: Final[dict[StrEnum, Any]] = {
    Result.ANSWERED: _l("Answered"),
    Result.REFERRED: _l("Handed over"),
    Result.NO_REPLY: _l("The client no longer answers"),
    Result.WITHDRAWN: _l("Withdrawn by the client"),
    Result.OTHER: _l("Another result"),
}
SIZES: Final[dict[StrEnum, Any]] = {
    CompanySize.LARGE: _l("Large company"),
    CompanySize.SME: _l("Small or medium-sized enterprise"),
}
RECEIVERS: Final[dict[StrEnum, Any]] = {
    Receiver.POLICE: _l("Police (leak or theft)"),
    Receiver.IPA: _l("IPA (information security)"),
    Receiver.COUNTER: _l("Support counter"),
    Receiver.OVERSEAS_COUNTER: _l("Counter for overseas development"),
}
VIEWS: Final[dict[StrEnum, Any]] = {
    View.QUEUE: _l("Queue"),
    View.MINE: _l("Mine"),
    View.DUE: _l("Due"),
    View.OPEN: _l("All open cases"),
    View.ALL: _l("All cases"),
}
PROFESSIONS: Final[dict[StrEnum, Any]] = {
    Profession.PATENT_ATTORNEY: _l("Patent attorney"),
    Profession.LAWYER: _l("Lawyer"),
    Profession.ADVISER: _l("Adviser"),
    Profession.FORMER_MANAGER: _l("Former manager of a company"),
}
APPOINTMENT_WAYS: Final[dict[StrEnum, Any]] = {
    AppointmentWay.ON_SITE: _l("At the desk"),
    AppointmentWay.TELEPHONE: _l("Telephone"),
    AppointmentWay.ONLINE: _l("Online"),
}


def subject_names(case: Case) -> str:
    """What a case is about, in the reader's language."""
    return listed(row.name(current_locale()) for row in case.subjects)


WORDS: Final[dict[str, Any]] = {
    "channels": CHANNELS,
    "client_kinds": CLIENT_KINDS,
    "states": STATES,
    "ways": WAYS,
    "results": RESULTS,
    "sizes": SIZES,
    "receivers": RECEIVERS,
    "views": VIEWS,
    "professions": PROFESSIONS,
    "appointment_ways": APPOINTMENT_WAYS,
    "employees": EMPLOYEES,
    "industries": INDUSTRIES,
    "user_kinds": PARTICIPANT_KINDS,
}
"""All of them, for templates."""
