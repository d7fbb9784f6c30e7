"""The mails about a seminar to its host and advisers. Parts of the callers' transactions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers import links as adviser_links
from seminar_service.advisers.model import Adviser
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.seminars.model import Seminar


def write_to_host(
    session: Session, kind: str, bid: Bid, *, office: Office, now: datetime, **values: object
) -> None:
    """Put a mail to a bid's host into the outbox, with a link to the bid's page."""
    token = bid_mails.mint(session, bid, now=now)
    outbox.enqueue(
        session,
        kind,
        Recipient(bid.contact_email, bid.contact_name, bid.locale),
        {
            "bid": bid,
            "own_address": office.addresses(bid.locale).bid(token),
            **_closing(office, bid.locale),
            **values,
        },
        about=f"bid:{bid.id}",
        now=now,
    )


def write_to_adviser(
    session: Session,
    adviser: Adviser,
    *,
    joining: Sequence[Seminar],
    leaving: Sequence[Seminar],
    office: Office,
    now: datetime,
) -> None:
    """Put a mail to an adviser into the outbox: what to confirm, and what fell away."""
    locale = "ja"
    token = adviser_links.mint_page(session, adviser, now=now)
    feed = links.mint(session, LinkPurpose.ADVISER_FEED, adviser.id, now=now)
    addresses = office.addresses(locale)
    outbox.enqueue(
        session,
        "adviser_asked",
        Recipient(adviser.email, adviser.name, locale),
        {
            "joining": joining,
            "leaving": leaving,
            "own_address": addresses.adviser(token),
            "feed_address": addresses.adviser_feed(feed),
            **_closing(office, locale),
        },
        about=f"adviser:{adviser.id}",
        now=now,
    )


def team_names(seminar: Seminar, locale: str) -> str:
    """The advisers of a seminar in one line."""
    separator = "、" if locale == "ja" else ", "
    return separator.join(member.adviser.display_name(locale) for member in seminar.team)


def _closing(office: Office, locale: str) -> dict[str, object]:
    return {
        "office_name": office.name(locale),
        "office_contact": office.contact,
        "home_address": office.addresses(locale).home(),
    }
