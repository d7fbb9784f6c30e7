"""What emails and their placeholders are called before the staff."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from seminar_service.domain.locales import Locale
from seminar_service.outbox.letters import (
    IN_SUBJECTS,
    TO_HOSTS,
    TO_PARTICIPANTS,
    TO_SUBSCRIBERS,
    Opening,
    allowed,
    needed,
    written,
)
from seminar_service.outbox.rendering import original

KINDS: Final[Mapping[str, Any]] = {
    "registration_confirmed": _l("Registered, with a place"),
    "registration_provisional": _l("Registered, to be confirmed with the button"),
    "registration_waiting": _l("Registered, on the waiting list"),
    "registration_offered": _l("A place from the waiting list is offered"),
    "registration_offer_lapsed": _l("An offered place has lapsed"),
    "registration_declined": _l("An offered place was declined"),
    "registration_moved_up": _l("A place from the waiting list is given"),
    "registration_online_address": _l("Where to attend online is known, or another"),
    "registration_switched": _l("How somebody attends has changed"),
    "registration_changed": _l("Something about the seminar has changed"),
    "registration_moved": _l("The seminar has another date"),
    "registration_withdrawn": _l("The registration is cancelled"),
    "registration_edited": _l("The office has changed the registration"),
    "registration_seminar_cancelled": _l("The seminar is cancelled"),
    "registration_reminder": _l("Reminder before the seminar"),
    "registration_thanks": _l("Thanks the day after the seminar"),
    "registration_transferred": _l("The office moves somebody to another seminar"),
    "registration_handed_over": _l("Somebody else takes over the place, to who had it"),
    "registration_taken_over": _l("Somebody else takes over the place, to the substitute"),
    "registration_came_back": _l("A place comes back from a substitute"),
    "registration_address_asked": _l("A new email address, to be confirmed"),
    "registration_address_changed": _l("A new email address, to that one"),
    "registration_address_left": _l("A new email address, to the earlier one"),
    "registration_address_returned": _l("The earlier email address again"),
    "party_registered": _l("A group is registered, to the contact"),
    "party_exchanged": _l("Somebody of a group is exchanged, to the contact"),
    "party_link": _l("A new link to the page of a group, to the contact"),
    "host_invited": _l("A host of an earlier year is invited to bid"),
    "bid_received": _l("A bid has come in"),
    "bid_question": _l("A question about a bid"),
    "bid_changed": _l("The office has changed a bid"),
    "bid_accepted": _l("A bid is accepted for planning"),
    "bid_rejected": _l("A bid is not accepted"),
    "bid_reopened": _l("A bid that was not accepted is looked at anew"),
    "bid_withdrawn": _l("A bid is withdrawn"),
    "bid_declined": _l("A plan has no date for a bid"),
    "seminar_proposed": _l("A date is proposed"),
    "seminar_moved": _l("The host's seminar has another date"),
    "dates_asked": _l("Dates are proposed to a host with several bids"),
    "dates_reminder": _l("Reminder of dates to which a host has not answered"),
    "seminar_team_changed": _l("The host's seminar has other advisers"),
    "seminar_announced": _l("The host's seminar is announced"),
    "seminar_changed": _l("Something about the host's seminar has changed"),
    "seminar_cancelled": _l("The host's seminar is cancelled"),
    "tally_week": _l("Registrations, every Monday"),
    "tally_last": _l("Registrations, the day before the seminar"),
    "alert_asked": _l("An alert, to be confirmed"),
    "alert_told": _l("An alert: there are seminars with places"),
}
"""What each kind of letter is called: when it is sent."""

AUDIENCES: Final[Mapping[str, tuple[Any, Sequence[str]]]] = {
    "participants": (_l("To participants"), TO_PARTICIPANTS),
    "hosts": (_l("To hosts"), TO_HOSTS),
    "subscribers": (_l("To those who asked for an alert"), TO_SUBSCRIBERS),
}
"""Who gets which kinds of letters."""

_MEANINGS: Final[Mapping[Opening, Any]] = {
    Opening.HEADLINE: _l("In a few words what it is about"),
    Opening.NUMBER: _l("The number of the bid"),
    Opening.HOST: _l("The organisation's name"),
    Opening.NAME: _l("The reader's name"),
    Opening.SEMINAR: _l("The seminar's title"),
    Opening.DAY: _l("Its date and time"),
    Opening.PLACE: _l("Its prefecture and venue"),
    Opening.DETAILS: _l("What is to be known of the seminar, as a table"),
    Opening.DATES: _l("The dates to be answered, each with place and advisers"),
    Opening.STATE: _l("A sentence that says how the registration stands"),
    Opening.REQUEST: _l("What the person has to do in time, with the button; else nothing"),
    Opening.PROOF: _l("The button that proves the email address, where it is needed; else nothing"),
    Opening.MOVE: _l("The earlier and the new date"),
    Opening.CHANGES: _l("What has changed; else nothing"),
    Opening.REASON: _l("The reason, where the office gave one; else nothing"),
    Opening.NOTED: _l("What is noted about the person"),
    Opening.ACCESS: _l("How to get there, where that is known; else nothing"),
    Opening.POSITION: _l("The number on the waiting list"),
    Opening.NEXT: _l("A sentence that says how it goes on"),
    Opening.UNTIL: _l("Until when an answer is asked for, or the place was held"),
    Opening.NOTE: _l("What the office wrote to the host; else nothing"),
    Opening.BID: _l("What the host has asked for"),
    Opening.ADVISERS: _l("Who gives the seminar"),
    Opening.ADDRESS: _l("The address of the seminar's public page"),
    Opening.GROUP: _l("How each person of the group stands"),
    Opening.WISH: _l("For which prefecture and topic somebody waits"),
    Opening.FOUND: _l("The seminars that have places"),
    Opening.COUNTDOWN: _l("Today, tomorrow or in how many days"),
    Opening.OTHERS: _l("Other seminars"),
    Opening.TALLY: _l("How many have a place and wait, with the secret link to the host's page"),
    Opening.PEOPLE: _l("Those who agreed that the host reads their names; else nothing"),
    Opening.PAGE: _l(
        "The secret link to the person's own page with a sentence, where there is one"
    ),
    Opening.STAY: _l(
        "The button with which people say whether they stay registered after the change"
    ),
    Opening.LINK: _l("The secret link to the reader's own page, as a button"),
    Opening.FEED: _l("The address of the person's own calendar"),
    Opening.OFFICE: _l("Who writes, and where to ask"),
}


@dataclass(frozen=True)
class Explained:
    """A placeholder as the form explains it."""

    japanese: str
    english: str
    meaning: Any
    is_needed: bool
    in_subjects: bool


def explained(kind: str) -> Iterator[Explained]:
    """The placeholders of a kind of letter, those first that must stay."""
    first = original(kind, Locale.JA)
    must = needed(first)
    may = allowed(first)
    for opening in sorted(may, key=lambda each: (each not in must, list(Opening).index(each))):
        yield Explained(
            written(opening, Locale.JA),
            written(opening, Locale.EN),
            _MEANINGS[opening],
            opening in must,
            opening in IN_SUBJECTS,
        )
