"""The mails that ask for answers, and remind of them. Parts of the callers' transactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Protocol

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.links import mint_page
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.rounds.queries import Reader
from seminar_service.seminars.mails import team_names, write_to_host
from seminar_service.seminars.model import Seminar

PROPOSED: Final = "seminar_proposed"
MOVED: Final = "seminar_moved"
SEVERAL: Final = "dates_asked"
REMINDER: Final = "dates_reminder"
ADVISER_REMINDER: Final = "adviser_reminded"


class Moment(Protocol):
    """When a seminar was to be held before."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def starts_at(self) -> time:
        """When it was to begin."""

    @property
    def ends_at(self) -> time:
        """When it was to end."""


@dataclass(frozen=True)
class Proposal:
    """A date that the host of a bid is asked about; `before` is the one that it replaces."""

    bid: Bid
    seminar: Seminar
    before: Moment | None = None


def asked_kind(befores: Sequence[Moment | None]) -> str:
    """The kind of the mail that asks a host about dates, each of which may replace another."""
    if len(befores) > 1:
        return SEVERAL
    return PROPOSED if befores[0] is None else MOVED


def ask_host(
    session: Session,
    proposals: Sequence[Proposal],
    due_on: date,
    *,
    office: Office,
    now: datetime,
    words: str = "",
) -> Message:
    """Ask the contact of one or several bids, in one mail; whoever bid last is written to by name.

    Args:
        session: The database, within a transaction.
        proposals: The dates, at least one; all of bids with the same mail address.
        due_on: Until when an answer is asked for.
        office: Who writes.
        now: The present instant.
        words: What the office adds to this mail.
    """
    kind = asked_kind([each.before for each in proposals])
    if kind == SEVERAL:
        told = sorted(proposals, key=lambda each: (each.seminar.day, each.seminar.starts_at))
        return _write_dates(session, kind, told, due_on, office=office, now=now, words=words)
    proposal = proposals[0]
    seminar, bid = proposal.seminar, proposal.bid
    return write_to_host(
        session,
        kind,
        bid,
        office=office,
        now=now,
        words=words,
        seminar=seminar,
        before=proposal.before,
        advisers=team_names(seminar, bid.locale),
        due_on=due_on,
        host_feed_address=_feed(session, bid, office=office, now=now),
    )


def remind(
    session: Session, reader: Reader, due_on: date, *, office: Office, now: datetime
) -> None:
    """Remind a host or an adviser of all dates that wait for an answer, in one mail."""
    seminars = [each.seminar for each in reader.open]
    if reader.adviser is None:
        told = [Proposal(seminar.bid, seminar) for seminar in seminars]
        _write_dates(session, REMINDER, told, due_on, office=office, now=now)
        return
    adviser, locale = reader.adviser, ADVISERS_LOCALE
    token, addresses = mint_page(session, adviser, now=now), office.addresses(locale)
    outbox.enqueue(
        session,
        ADVISER_REMINDER,
        Recipient(adviser.email, adviser.name, locale),
        {
            "seminars": seminars,
            "due_on": due_on,
            "answers_address": addresses.adviser_dates(token),
            "own_address": addresses.adviser(token),
            **_closing(office, locale),
        },
        about=f"adviser:{adviser.id}",
        now=now,
        replies_to=seminars[0].tour.mail_replies_to,
    )


def _write_dates(
    session: Session,
    kind: str,
    proposals: Sequence[Proposal],
    due_on: date,
    *,
    office: Office,
    now: datetime,
    words: str = "",
) -> Message:
    bid = max((each.bid for each in proposals), key=lambda each: each.id)
    locale = bid.locale
    token, addresses = bid_mails.mint(session, bid, now=now), office.addresses(locale)
    return outbox.enqueue(
        session,
        kind,
        Recipient(bid.contact_email, bid.contact_name, locale),
        {
            "bid": bid,
            "dates": [
                {
                    "seminar": each.seminar,
                    "before": each.before,
                    "advisers": team_names(each.seminar, locale),
                    "host_feed_address": _feed(session, each.bid, office=office, now=now),
                }
                for each in proposals
            ],
            "due_on": due_on,
            "answers_address": addresses.bid_dates(token),
            "own_address": addresses.bid(token),
            **_closing(office, locale),
        },
        about=f"bid:{bid.id}",
        now=now,
        replies_to=bid.tour.mail_replies_to,
        letter=letter_of(session, bid.tour_id, kind, locale),
        words=words,
    )


def _feed(session: Session, bid: Bid, *, office: Office, now: datetime) -> str:
    """Where a calendar follows a bid's seminar, by a link of the mail's own."""
    token = links.mint(session, LinkPurpose.HOST_FEED, bid.id, now=now)
    return office.addresses(bid.locale).host_feed(token)


def _closing(office: Office, locale: str) -> dict[str, object]:
    return {
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
        "home_address": office.addresses(locale).home(),
    }
