"""The mails that tell hosts how many have registered. Parts of the callers' transactions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.domain.japan_time import JAPAN
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.answer_counts import COUNTED
from seminar_service.registrations.model import Registration
from seminar_service.registrations.shared_lists import SharedList, shared_list
from seminar_service.seminars.model import Seminar

NEW: Final = timedelta(days=7)
"""Who has registered within this time is new."""

MOST_NAMES: Final = 100
"""So many people one mail names; all others stand on the host's page."""


def send_week(
    session: Session, seminars: Sequence[Seminar], *, office: Office, now: datetime
) -> None:
    """Tell one host how registrations for some seminars stand, the next one first.

    Whoever bid last is written to by name and in that bid's language.
    """
    bid = max((each.bid for each in seminars), key=lambda each: each.id)
    told = [
        _told(session, shared_list(session, each), bid.locale, office=office, now=now)
        for each in sorted(seminars, key=lambda each: (each.day, each.starts_at, each.id))
    ]
    _enqueue(session, "tally_week", bid, {"tallies": told}, office=office, now=now)


def send_last(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> None:
    """Tell the host of a seminar of tomorrow who comes, as far as each agreed."""
    bid, people = seminar.bid, shared_list(session, seminar)
    values: dict[str, object] = {
        "seminar": seminar,
        "seminar_address": office.addresses(bid.locale).seminar(seminar.public_id),
        "tallies": [_told(session, people, bid.locale, office=office, now=now)],
        "people": people.people[:MOST_NAMES],
        "more": len(people.people[MOST_NAMES:]),
        "further": people.further,
    }
    _enqueue(session, "tally_last", bid, values, office=office, now=now)


def _told(
    session: Session, people: SharedList, locale: str, *, office: Office, now: datetime
) -> dict[str, object]:
    """What a mail says of one seminar."""
    seminar, addresses = people.seminar, office.addresses(locale)
    opens = seminar.registration_opens_at
    return {
        "seminar": seminar,
        "numbers": people.numbers,
        "new": _new_ones(session, seminar, now),
        "takes": seminar.takes_registrations(now),
        "opens_at": opens.astimezone(JAPAN) if opens and opens > now else None,
        "seminar_address": addresses.seminar(seminar.public_id),
        "own_address": addresses.bid(bid_mails.mint(session, seminar.bid, now=now)),
    }


def _new_ones(session: Session, seminar: Seminar, now: datetime) -> int:
    found = select(func.count()).where(
        Registration.seminar_id == seminar.id,
        Registration.state.in_(COUNTED),
        Registration.created_at > now - NEW,
    )
    return session.scalar(found) or 0


def _enqueue(
    session: Session,
    kind: str,
    bid: Bid,
    values: dict[str, object],
    *,
    office: Office,
    now: datetime,
) -> None:
    locale = bid.locale
    context: dict[str, object] = {
        "bid": bid,
        "home_address": office.addresses(locale).home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    outbox.enqueue(
        session,
        kind,
        Recipient(bid.contact_email, bid.contact_name, locale),
        context | values,
        about=f"bid:{bid.id}",
        now=now,
        replies_to=bid.tour.mail_replies_to,
        letter=letter_of(session, bid.tour_id, kind, locale),
    )
