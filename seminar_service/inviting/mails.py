"""The mail that invites a host of an earlier year. Parts of the callers' transactions."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.bids.mails import topic_names
from seminar_service.bids.model import Bid
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.link_lifetimes import bid_link_ends
from seminar_service.inviting.model import Invitation
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.rendering import Written, render
from seminar_service.outbox.services import Recipient
from seminar_service.tours.model import Tour

KIND: Final = "host_invited"

_IN_PREVIEWS: Final = "example"
"""Stands in a preview where the mail has a secret."""


def send(
    session: Session, invitation: Invitation, note: str, *, office: Office, now: datetime
) -> None:
    """Invite a host, in its language; `note` is what the office writes beside the letter."""
    bid, tour = invitation.bid, invitation.tour
    ends = bid_link_ends(tour.fiscal_year, now=now)
    token = links.mint(
        session, LinkPurpose.INVITATION, invitation.id, now=now, expires_at=ends, mailed=True
    )
    outbox.enqueue(
        session,
        KIND,
        _recipient(bid),
        _context(bid, tour, note, token, office),
        about=f"bid:{bid.id}",
        now=now,
        replies_to=tour.mail_replies_to,
        ended_at=office.addresses(bid.locale).invitation_end(token),
        letter=letter_of(session, tour.id, KIND, bid.locale),
    )


def example(session: Session, bid: Bid, tour: Tour, note: str, *, office: Office) -> Written:
    """The mail as a host would get it, without a secret link; nothing is written."""
    letter = letter_of(session, tour.id, KIND, bid.locale)
    context = _context(bid, tour, note, _IN_PREVIEWS, office)
    return render(KIND, bid.locale, {**context, "recipient": _recipient(bid)}, letter)


def _recipient(bid: Bid) -> Recipient:
    return Recipient(bid.contact_email, bid.contact_name, bid.locale)


def _context(bid: Bid, tour: Tour, note: str, token: str, office: Office) -> dict[str, object]:
    addresses: Addresses = office.addresses(bid.locale)
    return {
        "bid": bid,
        "topics": topic_names(bid, bid.locale),
        "tour_name": tour.name(bid.locale),
        "call_opens_on": tour.call_opens_on,
        "call_closes_on": tour.call_closes_on,
        "note": note,
        "invitation_address": addresses.invitation(token),
        "end_address": addresses.invitation_end(token),
        "home_address": addresses.home(),
        "office_name": office.name(bid.locale),
        "office_contact": office.ways_to_ask,
    }
