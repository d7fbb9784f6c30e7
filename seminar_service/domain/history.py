"""The history: who did what, when, to which thing; without personal details."""

from dataclasses import dataclass
from enum import StrEnum


class HistoryKind(StrEnum):
    """What happened.

    A kind that a line has once carried keeps its name for good, because lines are never changed.
    `EDITED` is what somebody changed by a form, and the subject says of what. `BID_DECLINED` is a
    released plan's; `BID_REJECTED` is the office's, `BID_CLOSED` that of a bid whose seminar was
    cancelled. `REGISTRATION_REPEATED` is a form that was filled in again and changed nothing;
    `REGISTRATION_CANCELLED` comes with the seminar's end.
    """

    LOGGED_IN = "logged_in"
    LOGIN_FAILED = "login_failed"
    LOGIN_REFUSED = "login_refused"
    LOGGED_OUT = "logged_out"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of a happening)
    RIGHTS_CHANGED = "rights_changed"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_OPENED = "account_opened"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SECOND_FACTOR_RESET = "second_factor_reset"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    PASSWORD_LINK_SENT = "password_link_sent"  # noqa: S105 (the name of a happening)
    EDITED = "edited"
    TOUR_ADDED = "tour_added"
    TOPIC_ADDED = "topic_added"
    ADVISER_ADDED = "adviser_added"
    ADVISER_ENGAGED = "adviser_engaged"
    ADVISER_DISENGAGED = "adviser_disengaged"
    BID_SUBMITTED = "bid_submitted"
    BID_ASKED_BACK = "bid_asked_back"
    BID_ANSWERED = "bid_answered"
    BID_ACCEPTED = "bid_accepted"
    BID_REJECTED = "bid_rejected"
    BID_WITHDRAWN = "bid_withdrawn"
    BID_CLOSED = "bid_closed"
    BID_DECLINED = "bid_declined"
    BID_LOCKED = "bid_locked"
    BID_UNLOCKED = "bid_unlocked"
    RUN_STARTED = "run_started"
    RUN_STOPPED = "run_stopped"
    RUN_FAILED = "run_failed"
    PLAN_MADE = "plan_made"
    PLAN_RELEASED = "plan_released"
    SEMINAR_PLANNED = "seminar_planned"
    SEMINAR_MOVED = "seminar_moved"
    SEMINAR_TEAM_CHANGED = "seminar_team_changed"
    HOST_CONFIRMED = "host_confirmed"
    HOST_DECLINED = "host_declined"
    ADVISER_CONFIRMED = "adviser_confirmed"
    ADVISER_DECLINED = "adviser_declined"
    DECLINE_REMOVED = "decline_removed"
    SEMINAR_ANNOUNCED = "seminar_announced"
    SEMINAR_CANCELLED = "seminar_cancelled"
    SEMINAR_CLOSED = "seminar_closed"
    SEMINAR_HELD = "seminar_held"
    FEED_MADE = "feed_made"
    LINKS_WITHDRAWN = "links_withdrawn"
    LINKS_RENEWED = "links_renewed"
    REGISTERED = "registered"
    REGISTRATION_REPEATED = "registration_repeated"
    REGISTRATION_CONFIRMED = "registration_confirmed"
    REGISTRATION_MOVED_UP = "registration_moved_up"
    REGISTRATION_WITHDRAWN = "registration_withdrawn"
    REGISTRATION_LAPSED = "registration_lapsed"
    REGISTRATION_CANCELLED = "registration_cancelled"
    MAILBOX_PROVEN = "mailbox_proven"
    MAILS_RETRIED = "mails_retried"
    GROUNDWORK_LAID = "groundwork_laid"
    DEMO_MADE = "demo_made"


class RefusalReason(StrEnum):
    """Why somebody was not let in, although the password may have been right."""

    TOO_MANY_ATTEMPTS = "too_many_attempts"
    ACCOUNT_CLOSED = "account_closed"
    SECOND_FACTOR = "second_factor"


class SubjectKind(StrEnum):
    """The kinds of things to which something happens."""

    ACCOUNT = "account"
    TOUR = "tour"
    TOPIC = "topic"
    ADVISER = "adviser"
    ENGAGEMENT = "engagement"
    BID = "bid"
    RUN = "run"
    REFUSAL = "refusal"
    PLAN = "plan"
    SEMINAR = "seminar"
    REGISTRATION = "registration"
    MAILBOX = "mailbox"
    OUTBOX = "outbox"
    INSTALLATION = "installation"


@dataclass(frozen=True)
class Subject:
    """The thing to which something happened; `id` is missing where it is not known."""

    kind: SubjectKind
    id: int | None = None
