"""The mails to those who bid. Each is part of the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.bids.model import Bid
from seminar_service.domain.link_lifetimes import bid_link_ends
from seminar_service.domain.vocabulary import Choice
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox import taking_back
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import DayRange, TourCalendar


def send(
    session: Session, kind: str, bid: Bid, *, office: Office, now: datetime, note: str = ""
) -> Message:
    """Write to a bid's contact, with a secret link of the mail's own.

    `kind` names a template of `mail/`; `note` is what the office or the host said.
    """
    locale = bid.locale
    addresses = office.addresses(locale)
    context: dict[str, object] = {
        "bid": bid,
        "note": note,
        "topics": topic_names(bid, locale),
        "wishes": wish_ranges(bid, calendar_of(bid.tour)),
        "button_address": _button(session, bid, office=office, now=now),
        "own_address": addresses.bid(mint(session, bid, now=now)),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(bid.contact_email, bid.contact_name, locale)
    return outbox.enqueue(
        session,
        kind,
        recipient,
        context,
        about=f"bid:{bid.id}",
        now=now,
        replies_to=bid.tour.mail_replies_to,
        letter=letter_of(session, bid.tour_id, kind, locale),
    )


def take_refusal_back(session: Session, bid: Bid) -> bool:
    """Keep the last refusal of a bid from leaving; whether its host has got it before."""
    return taking_back.take_back(session, "bid_rejected", about=f"bid:{bid.id}")


def mint(session: Session, bid: Bid, *, now: datetime) -> str:
    """Make a link to a bid's own page that ends some months after the fiscal year."""
    ends = bid_link_ends(bid.tour.fiscal_year, now=now)
    return links.mint(session, LinkPurpose.BID, bid.id, now=now, expires_at=ends)


def _button(session: Session, bid: Bid, *, office: Office, now: datetime) -> str | None:
    """Where the contact proves the mailbox; None where that is done."""
    address, caution = bid.contact_email, office.caution
    if mailboxes.is_proven(session, address, caution=caution, now=now):
        return None
    token = mailboxes.ask(session, address, caution=caution, now=now)
    return office.addresses(bid.locale).mailbox(token)


def topic_names(bid: Bid, locale: str) -> list[str]:
    """The topics of a bid in the order in which they are listed everywhere, each once."""
    topics = {topic.id: topic for slot in bid.slots for topic in slot.topics}
    return [topic.name(locale) for topic in sorted(topics.values(), key=lambda each: each.position)]


def wish_ranges(bid: Bid, calendar: TourCalendar) -> list[tuple[Choice, list[DayRange]]]:
    """The wishes of a bid as ranges of days, by choice, the dearest first; empty ones left out."""
    days = {choice: [each.day for each in bid.dates if each.choice is choice] for choice in Choice}
    return [(choice, calendar.ranges(found)) for choice, found in days.items() if found]
