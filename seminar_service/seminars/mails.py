"""The mails about a seminar to its host and advisers. Parts of the callers' transactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers import links as adviser_links
from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.model import Adviser
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.calendars.wording import catalogue
from seminar_service.domain.bilingual import Written
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.seminars.facts import ChangedFact
from seminar_service.seminars.model import Seminar


@dataclass(frozen=True)
class Cancelled:
    """A seminar that is not held, and why, as an adviser reads it; None where nobody said why."""

    seminar: Seminar
    reason: Written | None


def write_to_host(
    session: Session,
    kind: str,
    bid: Bid,
    *,
    office: Office,
    now: datetime,
    words: str = "",
    **values: object,
) -> Message:
    """Put a mail to a bid's host into the outbox, with a link to the bid's page.

    `words` is what the office adds to it, `values` what its template needs beside the bid.
    """
    token = bid_mails.mint(session, bid, now=now)
    return outbox.enqueue(
        session,
        kind,
        Recipient(bid.contact_email, bid.contact_name, bid.locale),
        {
            "bid": bid,
            "own_address": office.addresses(bid.locale).bid(token),
            "answers_address": office.addresses(bid.locale).bid_dates(token),
            **_closing(office, bid.locale),
            **values,
        },
        about=f"bid:{bid.id}",
        now=now,
        replies_to=bid.tour.mail_replies_to,
        letter=letter_of(session, bid.tour_id, kind, bid.locale),
        words=words,
    )


def write_to_adviser(
    session: Session,
    adviser: Adviser,
    *,
    joining: Sequence[Seminar],
    leaving: Sequence[Seminar],
    cancelled: Sequence[Cancelled] = (),
    due_on: date | None = None,
    office: Office,
    now: datetime,
    words: str = "",
) -> Message:
    """Put a mail to an adviser into the outbox: what to confirm, what fell away or is off.

    `due_on` is until when an answer is asked for, where one is; `words` what the office adds.
    """
    locale = ADVISERS_LOCALE
    token = adviser_links.mint_page(session, adviser, now=now)
    feed = links.mint(session, LinkPurpose.ADVISER_FEED, adviser.id, now=now)
    addresses = office.addresses(locale)
    return outbox.enqueue(
        session,
        "adviser_asked",
        Recipient(adviser.email, adviser.name, locale),
        {
            "joining": joining,
            "leaving": leaving,
            "cancelled": cancelled,
            "due_on": due_on,
            "own_address": addresses.adviser(token),
            "answers_address": addresses.adviser_dates(token),
            "feed_address": addresses.adviser_feed(feed),
            **_closing(office, locale),
        },
        about=f"adviser:{adviser.id}",
        now=now,
        replies_to=_replies_to([*joining, *leaving, *(each.seminar for each in cancelled)]),
        words=words,
    )


def tell_adviser_of_changes(
    session: Session,
    adviser: Adviser,
    seminar: Seminar,
    changes: Sequence[ChangedFact],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Tell an adviser what is said otherwise about a seminar."""
    token = adviser_links.mint_page(session, adviser, now=now)
    outbox.enqueue(
        session,
        "seminar_changed",
        Recipient(adviser.email, adviser.name, ADVISERS_LOCALE),
        {
            "seminar": seminar,
            "changes": changes,
            "own_address": office.addresses(ADVISERS_LOCALE).adviser(token),
            **_closing(office, ADVISERS_LOCALE),
        },
        about=f"adviser:{adviser.id}",
        now=now,
        replies_to=seminar.tour.mail_replies_to,
    )


def team_names(seminar: Seminar, locale: str) -> str:
    """The advisers of a seminar in one line."""
    separator = catalogue(locale).gettext(", ")
    return separator.join(member.adviser.display_name(locale) for member in seminar.team)


def _replies_to(seminars: Sequence[Seminar]) -> str:
    """Where answers to a mail about some seminars go: of several tours, where all others go."""
    wanted = {each.tour.mail_replies_to for each in seminars}
    return wanted.pop() if len(wanted) == 1 else ""


def _closing(office: Office, locale: str) -> dict[str, object]:
    return {
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
        "home_address": office.addresses(locale).home(),
    }
