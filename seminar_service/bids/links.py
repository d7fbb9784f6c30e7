"""The secret links of those who bid: to the bid's page, and to the feed of its seminar."""

from collections.abc import Set
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.bids.steps import locked_bid
from seminar_service.domain.history import SubjectKind
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient


def _send(
    session: Session,
    bid: Bid,
    targets: Set[LinkTarget],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    addresses = office.addresses(bid.locale)
    context: dict[str, object] = {
        "bid": bid,
        "replaces": replaces,
        "home_address": addresses.home(),
        "office_name": office.name(bid.locale),
        "office_contact": office.ways_to_ask,
    }
    if LinkTarget.PAGE in targets:
        context["own_address"] = addresses.bid(bid_mails.mint(session, bid, now=now))
    if LinkTarget.FEED in targets:
        token = links.mint(session, LinkPurpose.HOST_FEED, bid.id, now=now)
        context["feed_address"] = addresses.host_feed(token)
    recipient = Recipient(bid.contact_email, bid.contact_name, bid.locale)
    outbox.enqueue(
        session,
        "links_renewed",
        recipient,
        context,
        about=f"bid:{bid.id}",
        now=now,
        replies_to=bid.tour.mail_replies_to,
    )


BID_LINKS: Final = OwnedLinks(
    kind=SubjectKind.BID,
    purposes={
        LinkTarget.PAGE: (LinkPurpose.BID,),
        LinkTarget.FEED: (LinkPurpose.HOST_FEED,),
    },
    locked=locked_bid,
    mailbox=lambda bid: bid.contact_email,
    send=_send,
)
