"""The history in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind, RefusalReason, SubjectKind
from seminar_service.overview.history import ShownLine
from seminar_service.web.device_words import device_name
from seminar_service.web.registration_words import state_change
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
    HistoryKind.BID_SUBMITTED: _l("Bid received"),
    HistoryKind.BID_ASKED_BACK: _l("The office asked a question"),
    HistoryKind.BID_ANSWERED: _l("The host answered"),
    HistoryKind.BID_ACCEPTED: _l("Accepted for planning"),
    HistoryKind.BID_REJECTED: _l("Not accepted"),
    HistoryKind.BID_REOPENED: _l("Refusal of a bid undone"),
    HistoryKind.BID_NOTED: _l("Note about a bid"),
    HistoryKind.BID_WITHDRAWN: _l("Bid withdrawn"),
    HistoryKind.BID_CLOSED: _l("Bid closed"),
    HistoryKind.BID_DECLINED: _l("No date was found in the plan"),
    HistoryKind.BID_LOCKED: _l("Locked for planning"),
    HistoryKind.BID_UNLOCKED: _l("Unlocked for planning"),
    HistoryKind.RUN_STARTED: _l("Planning started"),
    HistoryKind.RUN_STOPPED: _l("Asked to end planning"),
    HistoryKind.RUN_FAILED: _l("Planning ended without a plan"),
    HistoryKind.RUN_TAKEN_OUT: _l("Taken out of the planner's queue"),
    HistoryKind.PLAN_MADE: _l("Plan made"),
    HistoryKind.DISRUPTION_NOTED: _l("Disruption noted"),
    HistoryKind.DISRUPTION_LIFTED: _l("Disruption lifted"),
    HistoryKind.PLAN_COPIED: _l("Plan copied to be edited by hand"),
    HistoryKind.PLAN_DELETED: _l("Draft plan deleted"),
    HistoryKind.PLAN_EDITED: _l("Draft changed by hand"),
    HistoryKind.PLAN_EDIT_UNDONE: _l("Change of a draft undone"),
    HistoryKind.PLAN_EDIT_REDONE: _l("Change of a draft done again"),
    HistoryKind.MAIL_LEFT_OUT: _l("Not written to about a release"),
    HistoryKind.MAIL_SENT_AFTER_ALL: _l("Written to about a release after all"),
    HistoryKind.RULE_WAIVED: _l("Rule waived in a draft"),
    HistoryKind.WAIVER_WITHDRAWN: _l("Waived rule holds again"),
    HistoryKind.SUGGESTION_MADE: _l("The planner suggests changes in a draft"),
    HistoryKind.SUGGESTION_DISCARDED: _l("Suggestion for a draft discarded"),
    HistoryKind.RELEASE_SCHEDULED: _l("Release set for a time"),
    HistoryKind.RELEASE_CALLED_OFF: _l("Release called off"),
    HistoryKind.RELEASE_FAILED: _l("Release did not take place"),
    HistoryKind.PLAN_RELEASED: _l("Plan released"),
    HistoryKind.CURVE_BEGUN: _l("Price of fairness asked of the planner"),
    HistoryKind.SCENARIO_MADE: _l("Scenario begun"),
    HistoryKind.SCENARIO_DELETED: _l("Scenario deleted"),
    HistoryKind.SCENARIO_ADOPTED: _l("Scenario made the rules of the tour"),
    HistoryKind.SEMINAR_PLANNED: _l("Seminar planned"),
    HistoryKind.SEMINAR_MOVED: _l("Seminar moved to another date"),
    HistoryKind.SEMINAR_TEAM_CHANGED: _l("Advisers of the seminar changed"),
    HistoryKind.HOST_CONFIRMED: _l("The host confirmed the date"),
    HistoryKind.HOST_DECLINED: _l("The host declined the date"),
    HistoryKind.ADVISER_CONFIRMED: _l("An adviser confirmed the date"),
    HistoryKind.ADVISER_DECLINED: _l("An adviser declined the date"),
    HistoryKind.DECLINE_REMOVED: _l("Declined day removed from planning"),
    HistoryKind.HOSTS_INVITED: _l("Hosts of earlier years invited"),
    HistoryKind.INVITATIONS_ENDED: _l("The host wants no more invitations"),
    HistoryKind.OTHER_DAY_TAKEN: _l("Day that the host named added to the bid"),
    HistoryKind.ANSWERS_EXTENDED: _l("Deadline for answers set"),
    HistoryKind.ANSWERS_REMINDED: _l("Reminded of answers by hand"),
    HistoryKind.SEMINAR_ANNOUNCED: _l("Seminar announced"),
    HistoryKind.SEMINAR_CANCELLED: _l("Seminar cancelled"),
    HistoryKind.SEMINAR_CLOSED: _l("Seminar begun, registration closed"),
    HistoryKind.SEMINAR_HELD: _l("Seminar noted as held"),
    HistoryKind.SEMINAR_FULL: _l("No places left"),
    HistoryKind.FEW_REGISTRATIONS: _l("Few registrations"),
    HistoryKind.FEED_MADE: _l("Address for a calendar made"),
    HistoryKind.LINKS_WITHDRAWN: _l("Secret links revoked"),
    HistoryKind.LINKS_RENEWED: _l("New secret link sent"),
    HistoryKind.QUESTION_ADDED: _l("Question added"),
    HistoryKind.QUESTION_MOVED: _l("Order of questions changed"),
    HistoryKind.QUESTION_RETIRED: _l("Question no longer asked"),
    HistoryKind.QUESTION_RESTORED: _l("Question asked again"),
    HistoryKind.REGISTERED: _l("Registration received"),
    HistoryKind.REGISTRATION_REPEATED: _l("Registered again, email sent again"),
    HistoryKind.REGISTRATION_CONFIRMED: _l("Registration confirmed"),
    HistoryKind.REGISTRATION_MOVED_UP: _l("Moved up from the waiting list"),
    HistoryKind.PLACE_OFFERED: _l("Place offered from the waiting list"),
    HistoryKind.OFFER_ACCEPTED: _l("Offered place accepted"),
    HistoryKind.CONFIRMATION_UNDONE: _l("Confirmation undone"),
    HistoryKind.EDIT_UNDONE: _l("Change undone"),
    HistoryKind.OFFER_DECLINED: _l("Offered place declined"),
    HistoryKind.OFFER_LAPSED: _l("Offered place not accepted in time"),
    HistoryKind.PRIORITY_SET: _l("Priority on the waiting list set"),
    HistoryKind.ADMITTED_BEYOND: _l("Let in beyond the last place"),
    HistoryKind.PLACE_HANDED_OVER: _l("Place handed over to a substitute"),
    HistoryKind.PLACE_TAKEN_OVER: _l("Took over somebody's place"),
    HistoryKind.PLACE_CAME_BACK: _l("Place came back from the substitute"),
    HistoryKind.PLACES_KEPT_BACK: _l("Places kept back changed"),
    HistoryKind.MODE_SWITCHED: _l("Attends in another way"),
    HistoryKind.ONLINE_ADDRESS_CHANGED: _l("Online address changed"),
    HistoryKind.ACCESS_CODE_CHANGED: _l("Access code changed"),
    HistoryKind.PLACES_RELEASED: _l("Places kept back released"),
    HistoryKind.REGISTRATION_OPENED: _l("Opened from another registration of the person"),
    HistoryKind.FILE_READ: _l("File of a participant downloaded"),
    HistoryKind.ADDRESS_CHANGE_ASKED: _l("Change of the email address asked for"),
    HistoryKind.ADDRESS_CHANGED: _l("Email address changed by the participant"),
    HistoryKind.ADDRESS_RETURNED: _l("Earlier email address taken back"),
    HistoryKind.REGISTRATION_WITHDRAWN: _l("Registration withdrawn"),
    HistoryKind.REGISTRATION_LAPSED: _l("Registration lapsed without the button"),
    HistoryKind.REGISTRATION_STAYS: _l("Stays registered after a change"),
    HistoryKind.REGISTRATION_CANCELLED: _l("Registration ended with its seminar"),
    HistoryKind.ALERT_ASKED: _l("Alert asked for"),
    HistoryKind.ALERT_CONFIRMED: _l("Alert confirmed by the button"),
    HistoryKind.ALERT_TOLD: _l("Alert sent"),
    HistoryKind.ALERT_ENDED: _l("Alert ended by its owner"),
    HistoryKind.ALERT_LAPSED: _l("Alert ended by time"),
    HistoryKind.REGISTRATION_NOTED: _l("Note about a registration"),
    HistoryKind.REGISTRATION_RESTORED: _l("Registration restored"),
    HistoryKind.REGISTRATION_MAILED: _l("Email sent again by the office"),
    HistoryKind.REGISTRANT_CALLED: _l("Told by telephone or fax"),
    HistoryKind.REGISTRATION_TRANSFERRED: _l("Moved to another seminar"),
    HistoryKind.REGISTRATION_MERGED: _l("Merged with another registration"),
    HistoryKind.REGISTRATIONS_IMPORTED: _l("Registrations brought in from a file"),
    HistoryKind.REGISTRATIONS_EXPORTED: _l("Registrations exported"),
    HistoryKind.NOTICE_WRITTEN: _l("Message to participants written"),
    HistoryKind.NOTICE_TESTED: _l("Test of a message to participants sent"),
    HistoryKind.NOTICE_SCHEDULED: _l("Message to participants released for sending"),
    HistoryKind.NOTICE_CALLED_BACK: _l("Message to participants called back"),
    HistoryKind.NOTICE_DISCARDED: _l("Message to participants discarded"),
    HistoryKind.NOTICE_SENT: _l("Message to participants sent"),
    HistoryKind.NOTICE_RESENT: _l("Message sent again to those whom it did not reach"),
    HistoryKind.NOTICE_STOPPED: _l("Message to participants stopped"),
    HistoryKind.NOTICE_LET_GO: _l("Stopped message let go"),
    HistoryKind.MAIL_TEXT_RESTORED: _l("Text of an email put back to the original"),
    HistoryKind.MAIL_TEXT_TAKEN_OVER: _l("Text of an email taken over from an earlier tour"),
    HistoryKind.MAIL_TEXT_TESTED: _l("Test of an email's text sent"),
    HistoryKind.PAGE_ADDED: _l("Page of the website added"),
    HistoryKind.PAGE_PUBLISHED: _l("Page of the website published, or to be published"),
    HistoryKind.PAGE_RESTORED: _l("Earlier version of a page taken up as a draft"),
    HistoryKind.PAGE_CALLED_OFF: _l("Publication of a page called off"),
    HistoryKind.PAGE_WITHDRAWN: _l("Page of the website taken off"),
    HistoryKind.NEWS_ADDED: _l("News written"),
    HistoryKind.NEWS_PUBLISHED: _l("News published"),
    HistoryKind.NEWS_WITHDRAWN: _l("News taken off"),
    HistoryKind.COURSE_ADDED: _l("Course brought in"),
    HistoryKind.COURSE_PUBLISHED: _l("Course published"),
    HistoryKind.COURSE_WITHDRAWN: _l("Course taken off"),
    HistoryKind.MAILBOX_PROVEN: _l("Email address confirmed by the button"),
    HistoryKind.MAILS_RETRIED: _l("Failed emails to be tried again"),
    HistoryKind.MAILS_STOPPED: _l("Emails stopped"),
    HistoryKind.MAILS_LET_GO: _l("Stopped emails let go"),
    HistoryKind.MAIL_RESENT: _l("Sent email written again"),
    HistoryKind.MAIL_RETURNED: _l("An email came back"),
    HistoryKind.ADDRESS_FAILED: _l("Email address noted as not working"),
    HistoryKind.ADDRESS_CLEARED: _l("Email address noted as working again"),
    HistoryKind.CASE_OPENED: _l("Case opened at the desk"),
    HistoryKind.CASE_READ: _l("Case read"),
    HistoryKind.CASE_ASSIGNED: _l("Case assigned to an expert"),
    HistoryKind.CASE_RELEASED: _l("Case taken from an expert"),
    HistoryKind.CASE_MOVED: _l("State of a case changed"),
    HistoryKind.CASE_CONTACT: _l("Work on a case noted"),
    HistoryKind.CASE_FILE_ADDED: _l("File added to a case"),
    HistoryKind.CASE_FILE_READ: _l("File of a case read"),
    HistoryKind.CASE_FORGOTTEN: _l("What was told in a case deleted"),
    HistoryKind.REGISTRATION_TO_DESK: _l("Consultation goes on at the desk"),
    HistoryKind.HANDOVER_COMPOSED: _l("Sheet for a hand-over composed"),
    HistoryKind.HANDED_OVER: _l("Case handed over"),
    HistoryKind.DESK_KEYS_CHANGED: _l("Keys of the desk changed"),
    HistoryKind.DESK_SUBJECT_ADDED: _l("Subject of cases added"),
    HistoryKind.GROUNDWORK_LAID: _l("Roles and topics laid down"),
    HistoryKind.DEMO_MADE: _l("Demo made"),
    HistoryKind.TOUR_ADDED: _l("Tour created"),
    HistoryKind.TOPIC_ADDED: _l("Topic added"),
    HistoryKind.COUNTER_ADDED: _l("Counter added"),
    HistoryKind.COUNTER_STAFF_BOUND: _l("Account bound to a counter"),
    HistoryKind.COUNTER_STAFF_LET_GO: _l("Account no longer bound to a counter"),
    HistoryKind.CONSULTATIONS_REPORTED: _l("Consultations reported"),
    HistoryKind.HANDOUT_ADDED: _l("Handout added"),
    HistoryKind.STORE_ADDED: _l("Store added"),
    HistoryKind.HANDOUTS_RECEIVED: _l("Handouts booked"),
    HistoryKind.ORDER_ASKED: _l("Handouts ordered"),
    HistoryKind.ORDER_APPROVED: _l("Order approved"),
    HistoryKind.ORDER_REFUSED: _l("Order refused"),
    HistoryKind.ORDER_WITHDRAWN: _l("Order withdrawn"),
    HistoryKind.ORDER_SHIPPED: _l("Order sent"),
    HistoryKind.ORDER_DELIVERED: _l("Order delivered"),
    HistoryKind.ADVISER_ADDED: _l("Adviser added"),
    HistoryKind.ADVISER_ENGAGED: _l("Adviser added to a tour"),
    HistoryKind.ADVISER_DISENGAGED: _l("Adviser removed from a tour"),
    HistoryKind.AVAILABILITY_ASKED: _l("Advisers asked for unavailable days"),
    HistoryKind.AVAILABILITY_SAID: _l("The adviser said when they are unavailable"),
    HistoryKind.AVAILABILITY_WISHED: _l("The adviser asked for days with released seminars"),
    HistoryKind.AVAILABILITY_GRANTED: _l("Wish of the adviser granted"),
    HistoryKind.AVAILABILITY_REFUSED: _l("Wish of the adviser not granted"),
    HistoryKind.AVAILABILITY_FETCHED: _l("Days of the adviser's calendar taken over"),
    HistoryKind.CALENDAR_SUBSCRIBED: _l("The adviser has the own calendar fetched"),
    HistoryKind.CALENDAR_UNSUBSCRIBED: _l("The adviser's calendar is fetched no longer"),
}
_OF_DAYS = (
    HistoryKind.AVAILABILITY_SAID,
    HistoryKind.AVAILABILITY_WISHED,
    HistoryKind.AVAILABILITY_FETCHED,
)
REASONS = {
    RefusalReason.TOO_MANY_ATTEMPTS: _l("too many attempts"),
    RefusalReason.ACCOUNT_CLOSED: _l("the account is closed"),
    RefusalReason.SECOND_FACTOR: _l("the second factor was wrong"),
}
SUBJECTS = {
    SubjectKind.TOUR: _l("Tour"),
    SubjectKind.TOPIC: _l("Topic"),
    SubjectKind.ADVISER: _l("Adviser"),
    SubjectKind.COUNTER: _l("Counter"),
    SubjectKind.HANDOUT: _l("Handout"),
    SubjectKind.HANDOUT_STORE: _l("Store"),
    SubjectKind.HANDOUT_ORDER: _l("Order of handouts"),
    SubjectKind.COUNTER_REPORT: _l("Report of a counter"),
    SubjectKind.ENGAGEMENT: _l("Adviser's part in a tour"),
    SubjectKind.BID: _l("Bid"),
    SubjectKind.RUN: _l("Planning run"),
    SubjectKind.REFUSAL: _l("Refusal"),
    SubjectKind.PREPARED_MAIL: _l("Email of a release"),
    SubjectKind.PLAN: _l("Plan"),
    SubjectKind.SCENARIO: _l("Scenario"),
    SubjectKind.SEMINAR: _l("Seminar"),
    SubjectKind.QUESTION: _l("Question of a form"),
    SubjectKind.QUESTION_SHEET: _l("Questions of a form"),
    SubjectKind.REGISTRATION: _l("Registration"),
    SubjectKind.PARTY: _l("Group of participants"),
    SubjectKind.ALERT: _l("Alert"),
    SubjectKind.NOTICE: _l("Message to participants"),
    SubjectKind.MAIL_TEXT: _l("Text of an email"),
    SubjectKind.FLYER: _l("Flyer"),
    SubjectKind.NEWS: _l("News"),
    SubjectKind.COURSE: _l("Course"),
    SubjectKind.PAGE: _l("Page of the website"),
    SubjectKind.CASE: _l("Case"),
    SubjectKind.HANDOVER: _l("Hand-over of a case"),
    SubjectKind.DESK_SUBJECT: _l("Subject of cases"),
    SubjectKind.MAILBOX: _l("Email address"),
    SubjectKind.OUTBOX: _l("Email outbox"),
    SubjectKind.INSTALLATION: _l("This installation"),
}
ACTORS = {
    ActorKind.ORGANISER: _l("Staff"),
    ActorKind.HOST: _l("Host"),
    ActorKind.ADVISER: _l("Adviser"),
    ActorKind.COUNTER: _l("Counter"),
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
    if line.subject_kind == SubjectKind.REGISTRATION:
        said.append(state_change(before, line.data.get("state")))
        said.append(_about_registration(line.data))
    if line.kind in _OF_DAYS:
        said.append(_about_days(line.data))
    if line.kind == HistoryKind.REGISTRATION_TRANSFERRED:
        said.append(_about_move(line))
    if line.kind == HistoryKind.REGISTRATIONS_IMPORTED:
        said.append(str(_("%(rows)d registrations", rows=line.data.get("rows", 0))))
    if line.kind == HistoryKind.REGISTRATIONS_EXPORTED:
        said.append(_about_export(line.data))
    if browser is not None:
        said.append(device_name(str(browser), str(line.data.get("system", ""))))
    return [text for text in said if text]


def _role_names(roles: list[str]) -> str:
    separator = str(_(", "))
    return separator.join(role_name(role) for role in roles) or _("no role")


def _about_registration(data: dict[str, Any]) -> str:
    """Whether the person was told, where the office did it, and which other one it is about."""
    said, told = [], data.get("told")
    if (other := data.get("into") or data.get("other")) is not None:
        said.append(str(_("Registration %(number)d", number=other)))
    if told is not None:
        said.append(str(_("told by email") if told else _("not told")))
    return str(_(", ")).join(said)


def _about_days(data: dict[str, Any]) -> str:
    """How many days an adviser has taken, freed and asked for."""
    numbers = {name: data.get(name, 0) for name in ("taken", "freed", "asked")}
    return str(
        _("%(taken)s days taken, %(freed)s free again, %(asked)s asked of the office", **numbers)
    )


def _about_move(line: ShownLine) -> str:
    """From which seminar to which one, or how many people left a seminar or came."""
    source, target, rows = (line.data.get(name) for name in ("source", "target", "rows"))
    if source is not None:
        return str(_("seminar %(source)d → seminar %(target)d", source=source, target=target))
    if target is not None:
        return str(_("%(rows)d people, to seminar %(target)d", rows=rows, target=target))
    return str(_("%(rows)d people came", rows=rows))


def _about_export(data: dict[str, Any]) -> str:
    """As what kind of file, and how many."""
    kind, rows = str(data.get("file_kind", "")), data.get("rows", 0)
    kind = str(_("Paper")) if kind == "print" else kind.upper()
    return str(_("%(kind)s, %(rows)s registrations", kind=kind, rows=rows))
