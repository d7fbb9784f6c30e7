"""The mails of a release: one to each host, one to each adviser. Part of the release itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers import links as adviser_links
from seminar_service.advisers.model import Adviser
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.preview import Comparison
from seminar_service.seminars.model import Seminar

HOST_MAILS = {
    ChangeKind.NEW: "seminar_proposed",
    ChangeKind.MOVED: "seminar_moved",
    ChangeKind.TEAM: "seminar_team_changed",
    ChangeKind.CANCELLED: "seminar_cancelled",
}


def send(session: Session, compared: Comparison, *, office: Office, now: datetime) -> None:
    """Tell hosts and advisers what the plan makes of their bids and their year."""
    told = compared.of_kind(*HOST_MAILS)
    for change in told:
        _tell_host(session, compared, change, office=office, now=now)
    had_seminar = {change.bid_id for change in told}
    for bid_id in {row.bid_id for row in compared.new_declines} - had_seminar:
        bid = compared.bids[bid_id]
        reason = _reason(compared, bid)
        write_to_host(session, "bid_declined", bid, office=office, now=now, reason=reason)
    for adviser in compared.asked_advisers:
        _ask_adviser(session, compared, adviser, office=office, now=now)


def _tell_host(
    session: Session, compared: Comparison, change: Change, *, office: Office, now: datetime
) -> None:
    bid = compared.bids[change.bid_id]
    seminar = compared.seminars[bid.id]
    write_to_host(
        session,
        HOST_MAILS[change.kind],
        bid,
        office=office,
        now=now,
        seminar=seminar,
        before=change.before,
        advisers=team_names(seminar, bid.locale),
        reason=_reason(compared, bid),
    )


def _reason(compared: Comparison, bid: Bid) -> str:
    """Why the plan refuses a bid, in its host's language; empty where it does not."""
    told = compared.refusals.get(bid.id)
    return "" if told is None else told[Locale(bid.locale)]


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


def _ask_adviser(
    session: Session, compared: Comparison, adviser: Adviser, *, office: Office, now: datetime
) -> None:
    def seminars(kind: str) -> list[Seminar]:
        found = [
            compared.seminars[change.bid_id]
            for change in compared.changes
            if adviser.id in getattr(change, kind)
        ]
        return sorted(found, key=lambda seminar: (seminar.day, seminar.starts_at))

    write_to_adviser(
        session,
        adviser,
        joining=seminars("joining"),
        leaving=seminars("leaving"),
        office=office,
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
