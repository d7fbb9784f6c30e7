"""The history in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind, RefusalReason, SubjectKind
from seminar_service.overview.history import ShownLine
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
    HistoryKind.BID_SUBMITTED: _l("Request received"),
    HistoryKind.BID_ASKED_BACK: _l("The office asked a question"),
    HistoryKind.BID_ANSWERED: _l("The host answered"),
    HistoryKind.BID_ACCEPTED: _l("Accepted for planning"),
    HistoryKind.BID_REJECTED: _l("Not accepted"),
    HistoryKind.BID_WITHDRAWN: _l("Request withdrawn"),
    HistoryKind.BID_CLOSED: _l("Request closed"),
    HistoryKind.BID_DECLINED: _l("No date was found in the plan"),
    HistoryKind.BID_LOCKED: _l("Locked for planning"),
    HistoryKind.BID_UNLOCKED: _l("Unlocked for planning"),
    HistoryKind.RUN_STARTED: _l("Planning started"),
    HistoryKind.RUN_STOPPED: _l("Asked to end planning"),
    HistoryKind.RUN_FAILED: _l("Planning ended without a plan"),
    HistoryKind.PLAN_MADE: _l("Plan made"),
    HistoryKind.PLAN_RELEASED: _l("Plan released"),
    HistoryKind.SEMINAR_PLANNED: _l("Seminar planned"),
    HistoryKind.SEMINAR_MOVED: _l("Seminar moved to another date"),
    HistoryKind.SEMINAR_TEAM_CHANGED: _l("Advisers of the seminar changed"),
    HistoryKind.HOST_CONFIRMED: _l("The host confirmed the date"),
    HistoryKind.HOST_DECLINED: _l("The host declined the date"),
    HistoryKind.ADVISER_CONFIRMED: _l("An adviser confirmed the date"),
    HistoryKind.ADVISER_DECLINED: _l("An adviser declined the date"),
    HistoryKind.DECLINE_REMOVED: _l("Declined day removed from planning"),
    HistoryKind.SEMINAR_ANNOUNCED: _l("Seminar announced"),
    HistoryKind.SEMINAR_CANCELLED: _l("Seminar cancelled"),
    HistoryKind.SEMINAR_CLOSED: _l("Seminar begun, registration closed"),
    HistoryKind.SEMINAR_HELD: _l("Seminar noted as held"),
    HistoryKind.FEED_MADE: _l("Address for a calendar made"),
    HistoryKind.LINKS_WITHDRAWN: _l("Secret links revoked"),
    HistoryKind.LINKS_RENEWED: _l("New secret link sent"),
    HistoryKind.REGISTERED: _l("Registration received"),
    HistoryKind.REGISTRATION_REPEATED: _l("Registered again, email sent again"),
    HistoryKind.REGISTRATION_CONFIRMED: _l("Registration confirmed by the button"),
    HistoryKind.REGISTRATION_MOVED_UP: _l("Moved up from the waiting list"),
    HistoryKind.REGISTRATION_WITHDRAWN: _l("Registration withdrawn"),
    HistoryKind.REGISTRATION_LAPSED: _l("Registration lapsed without the button"),
    HistoryKind.REGISTRATION_CANCELLED: _l("Registration ended with its seminar"),
    HistoryKind.MAILBOX_PROVEN: _l("Email address confirmed by the button"),
    HistoryKind.MAILS_RETRIED: _l("Failed emails to be tried again"),
    HistoryKind.GROUNDWORK_LAID: _l("Roles and topics laid down"),
    HistoryKind.DEMO_MADE: _l("Demo made"),
    HistoryKind.TOUR_ADDED: _l("Tour created"),
    HistoryKind.TOPIC_ADDED: _l("Topic added"),
    HistoryKind.ADVISER_ADDED: _l("Adviser added"),
    HistoryKind.ADVISER_ENGAGED: _l("Adviser added to a tour"),
    HistoryKind.ADVISER_DISENGAGED: _l("Adviser removed from a tour"),
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
    SubjectKind.RUN: _l("Planning run"),
    SubjectKind.REFUSAL: _l("Refusal"),
    SubjectKind.PLAN: _l("Plan"),
    SubjectKind.SEMINAR: _l("Seminar"),
    SubjectKind.REGISTRATION: _l("Registration"),
    SubjectKind.MAILBOX: _l("Email address"),
    SubjectKind.OUTBOX: _l("Email outbox"),
    SubjectKind.INSTALLATION: _l("This installation"),
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
    if line.subject_kind == SubjectKind.ACCOUNT and line.subject_id is None:
        return str(_("Unknown account"))
    known = line.subject_kind in list(SubjectKind)
    kind = SUBJECTS.get(SubjectKind(line.subject_kind)) if known else None
    number = "" if line.subject_id is None else f" {line.subject_id}"
    return f"{kind or line.subject_kind}{number}"


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
