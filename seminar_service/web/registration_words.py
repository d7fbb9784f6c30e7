"""How registrations stand and came in, in the words of the staff."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.registrations.states import RegistrationState

STATES: Final[dict[RegistrationState, Any]] = {
    RegistrationState.CONFIRMED: _lp("state of a registration", "Registered"),
    RegistrationState.PROVISIONAL: _l("Held until confirmed by email"),
    RegistrationState.WAITING: _l("On the waiting list"),
    RegistrationState.OFFERED: _l("A place is offered"),
    RegistrationState.CANCELLED: _l("Registration cancelled"),
    RegistrationState.LAPSED: _l("Lapsed"),
    RegistrationState.ATTENDED: _l("Attended"),
    RegistrationState.ABSENT: _l("Absent"),
}

SOURCES: Final[dict[RegistrationSource, Any]] = {
    RegistrationSource.FORM: _l("Form on the website"),
    RegistrationSource.TELEPHONE: _l("Telephone"),
    RegistrationSource.FAX: _l("Fax"),
    RegistrationSource.COUNTER: _l("At the counter"),
    RegistrationSource.FILE: _l("File"),
    RegistrationSource.HOST: _l("By the host"),
}

LANGUAGES: Final = {"ja": "日本語", "en": "English"}
"""The languages of emails, each in its own."""


def state_change(before: object, after: object) -> str:
    """What a step made of a registration: how it stood, and how it stands; empty where unknown."""
    known = [
        RegistrationState(str(state))
        for state in (before, after)
        if state in list(RegistrationState)
    ]
    return " → ".join(str(STATES[state]) for state in dict.fromkeys(known))
