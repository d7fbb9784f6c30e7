"""What the staff's pages call the kinds of mails, and the things that mails speak of."""

from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l

from seminar_service.domain.history import SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.web.history_words import SUBJECTS

KINDS: Final[dict[str, Any]] = {
    "account_changed": _l("Account changed"),
    "account_invited": _l("Invitation to an account"),
    "account_password": _l("Link for a new password"),
    "adviser_asked": _l("Adviser asked for days"),
    "adviser_reminded": _l("Adviser reminded of dates to answer"),
    "alert_asked": _l("Alert to be confirmed"),
    "alert_told": _l("Alert"),
    "availability_asked": _l("Adviser asked for unavailable days"),
    "availability_decided": _l("Wish of an adviser answered"),
    "bid_accepted": _l("Bid accepted for planning"),
    "bid_changed": _l("Bid changed by the office"),
    "bid_declined": _l("No date found for a bid"),
    "bid_question": _l("Question about a bid"),
    "bid_received": _l("Bid received"),
    "bid_rejected": _l("Bid not accepted"),
    "bid_reopened": _l("Refusal of a bid undone"),
    "bid_withdrawn": _l("Bid withdrawn"),
    "calendar_not_fetched": _l("Calendar of an adviser not fetched"),
    "counter_reminded": _l("Counter reminded of reports"),
    "dates_asked": _l("Several dates proposed to the host"),
    "dates_reminder": _l("Host reminded of dates to answer"),
    "host_invited": _l("Invitation to a host of an earlier year"),
    "links_renewed": _l("New secret links"),
    "notice": _l("Message to participants"),
    "notice_test": _l("Test of a message to participants"),
    "release_not_done": _l("A plan was not released"),
    "office_bulletin": _l("Bulletin to the staff"),
    "office_digest": _l("Daily numbers of registrations to the staff"),
    "party_exchanged": _l("Somebody of a group exchanged, to the contact"),
    "party_link": _l("New link to a group"),
    "party_registered": _l("Group registered, to the contact"),
    "registration_address_asked": _l("New email address to be confirmed"),
    "registration_address_changed": _l("Email address changed, to the new one"),
    "registration_address_left": _l("Email address changed, to the earlier one"),
    "registration_address_returned": _l("Email address changed back"),
    "registration_came_back": _l("Place came back from a substitute"),
    "registration_changed": _l("Seminar described anew"),
    "registration_confirmed": _l("Registration confirmed"),
    "registration_declined": _l("Offered place declined"),
    "registration_edited": _l("Registration changed by the office"),
    "registration_handed_over": _l("Place handed over to a substitute"),
    "registration_links": _l("Links that were lost"),
    "registration_moved": _l("Seminar moved"),
    "registration_moved_up": _l("Moved up from the waiting list"),
    "registration_offer_lapsed": _l("Offered place not accepted in time"),
    "registration_online_address": _l("Where to attend online"),
    "registration_offered": _l("Place offered from the waiting list"),
    "registration_provisional": _l("Registration to be confirmed"),
    "registration_reminder": _l("Reminder before a seminar"),
    "registration_seminar_cancelled": _l("Seminar cancelled, to participants"),
    "registration_thanks": _l("Thanks after a seminar"),
    "registration_switched": _l("How somebody attends changed"),
    "registration_taken_over": _l("Place taken over by a substitute"),
    "registration_transferred": _l("Registration moved to another seminar"),
    "registration_waiting": _l("Place on the waiting list"),
    "registration_withdrawn": _l("Registration withdrawn"),
    "seminar_announced": _l("Seminar announced"),
    "seminar_cancelled": _l("Seminar cancelled, to the host"),
    "seminar_changed": _l("Seminar changed, to the host"),
    "seminar_moved": _l("Seminar moved, to the host"),
    "seminar_proposed": _l("Date proposed to the host"),
    "seminar_team_changed": _l("Advisers changed, to the host"),
    "tally_last": _l("Registrations the day before, to the host"),
    "tally_week": _l("Registrations of the week, to the host"),
}
"""Each template of `mail/` by its name."""

_PAGES: Final = {
    SubjectKind.BID: ("organisers.bid", "bid_id"),
    SubjectKind.REGISTRATION: ("organisers.registration", "registration_id"),
    SubjectKind.NOTICE: ("organisers.notice", "notice_id"),
    SubjectKind.ADVISER: ("organisers.edit_adviser", "adviser_id"),
}


def kind_words(kind: str) -> str:
    """What a mail is; its name in the code where a later release wrote it."""
    return str(KINDS.get(kind, kind))


def thing_of(message: Message) -> tuple[str, str | None] | None:
    """What a mail speaks of, and the address of its page if it has one; None for an account."""
    about = about_of(message)
    if about is None:
        return None
    kind, number = about
    endpoint, argument = _PAGES.get(kind, ("", ""))
    values: dict[str, Any] = {argument: number}
    return f"{SUBJECTS[kind]} {number}", url_for(endpoint, **values) if endpoint else None


def about_of(message: Message) -> tuple[SubjectKind, int] | None:
    """The kind of thing that a mail speaks of, and its number; None for an account."""
    name, _, number = message.about.partition(":")
    if name not in list(SubjectKind) or not number.isdecimal():
        return None
    kind = SubjectKind(name)
    return (kind, int(number)) if kind in SUBJECTS else None
