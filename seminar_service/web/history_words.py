"""The history in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind, RefusalReason, SubjectKind
from seminar_service.queries.history import ShownLine
from seminar_service.web.device_words import device_name
from seminar_service.web.locale import current_locale
from seminar_service.web.role_words import role_name

KINDS = {
    HistoryKind.LOGGED_IN: _l("Logged in"),
    HistoryKind.LOGIN_FAILED: _l("Failed to log in"),
    HistoryKind.LOGIN_REFUSED: _l("Was refused at the log-in"),
    HistoryKind.LOGGED_OUT: _l("Logged out"),
    HistoryKind.SESSION_ENDED: _l("Session ended from elsewhere"),
    HistoryKind.PASSWORD_CHANGED: _l("Password changed"),
    HistoryKind.RIGHTS_CHANGED: _l("Rights changed"),
    HistoryKind.ACCOUNT_ADDED: _l("Account added"),
    HistoryKind.ACCOUNT_CLOSED: _l("Account closed"),
    HistoryKind.ACCOUNT_OPENED: _l("Account opened again"),
    HistoryKind.SECOND_FACTOR_ADDED: _l("Second factor added"),
    HistoryKind.SECOND_FACTOR_REMOVED: _l("Second factor removed"),
    HistoryKind.SECOND_FACTOR_RESET: _l("Second factor reset"),
    HistoryKind.PASSKEY_ADDED: _l("Passkey added"),
    HistoryKind.PASSKEY_REMOVED: _l("Passkey removed"),
    HistoryKind.RECOVERY_CODE_USED: _l("Recovery code used"),
    HistoryKind.RECOVERY_CODES_MADE: _l("Recovery codes made"),
    HistoryKind.PASSWORD_LINK_SENT: _l("Link to choose a password sent"),
    HistoryKind.EDITED: _l("Changed"),
    HistoryKind.DEMO_MADE: _l("Demo made"),
}
REASONS = {
    RefusalReason.TOO_MANY_ATTEMPTS: _l("too many attempts"),
    RefusalReason.ACCOUNT_CLOSED: _l("the account is closed"),
    RefusalReason.SECOND_FACTOR: _l("the second factor was wrong"),
}
SUBJECTS = {
    SubjectKind.TOUR: _l("Tour"),
    SubjectKind.TOPIC: _l("Topic"),
    SubjectKind.ADVISER: _l("Adviser"),
    SubjectKind.ENGAGEMENT: _l("Adviser's part in a tour"),
    SubjectKind.BID: _l("Bid"),
    SubjectKind.SEMINAR: _l("Seminar"),
}
ACTORS = {
    ActorKind.ORGANISER: _l("Staff"),
    ActorKind.HOST: _l("Host"),
    ActorKind.ADVISER: _l("Adviser"),
    ActorKind.PARTICIPANT: _l("Participant"),
    ActorKind.SYSTEM: _l("The service"),
}


def kind_name(kind: str) -> str:
    """What happened; the name as it is kept where a later release wrote it."""
    return str(KINDS[HistoryKind(kind)]) if kind in list(HistoryKind) else kind


def actor_name(line: ShownLine) -> str:
    """Who did it: an account, a party, or nobody known."""
    if line.actor:
        return line.actor
    if line.actor_kind in list(ActorKind):
        return str(ACTORS[ActorKind(line.actor_kind)])
    return str(_("Not logged in"))


def subject_name(line: ShownLine) -> str:
    """To whom or what it happened."""
    if line.subject:
        return line.subject
    if line.subject_kind == SubjectKind.INSTALLATION:
        return str(_("This installation"))
    if line.subject_id is None:
        return str(_("Unknown account"))
    if line.subject_kind in list(SubjectKind):
        kind = SUBJECTS.get(SubjectKind(line.subject_kind), line.subject_kind)
        return f"{kind} {line.subject_id}"
    return f"{line.subject_kind} {line.subject_id}"


def details(line: ShownLine) -> list[str]:
    """What else is known about it."""
    said = []
    reason, browser = line.data.get("reason"), line.data.get("browser")
    before, after = line.data.get("before"), line.data.get("after")
    if reason in list(RefusalReason):
        said.append(str(REASONS[RefusalReason(reason)]))
    if isinstance(before, list) and isinstance(after, list):
        said.append(
            _("%(before)s, now %(after)s", before=_role_names(before), after=_role_names(after))
        )
    elif isinstance(after, list):
        said.append(_role_names(after))
    if browser is not None:
        said.append(device_name(str(browser), str(line.data.get("system", ""))))
    return said


def _role_names(roles: list[str]) -> str:
    separator = "、" if current_locale() == "ja" else ", "
    return separator.join(role_name(role) for role in roles) or _("no role")
