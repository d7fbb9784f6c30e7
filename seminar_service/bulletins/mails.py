"""The mail that tells one of the staff what has happened. Part of the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, User
from seminar_service.bids.mails import topic_names
from seminar_service.bulletins.queries import DaysSaid, Happening
from seminar_service.bulletins.urgent import URGENT
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import JAPAN
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.seminars.model import Seminar

DECLINED: Final = frozenset({HistoryKind.HOST_DECLINED.value, HistoryKind.ADVISER_DECLINED.value})
"""After these the page of the seminar shows the cheapest ways out."""
DECLINED_AT: Final = "declined"
"""Where that is on the page."""
MOST: Final = 50
"""How many happenings one mail tells; of the others it says how many there are."""


def send(
    session: Session,
    user: User,
    told: Sequence[Happening | DaysSaid],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Put a bulletin into the outbox: organisations, topics and pages, and nobody's name."""
    locale = user.locale
    addresses = office.addresses(locale)
    urgent = any(each.line.kind in URGENT for each in told)
    context: dict[str, object] = {
        "told": [_told(each, office, locale) for each in told[:MOST]],
        "more": len(told[MOST:]),
        "daily": user.bulletin is BulletinChoice.DAILY and not urgent,
        "urgent": urgent,
        "staff_address": addresses.staff_home(),
        "choice_address": addresses.staff_bulletins(),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(user.email, user.name or user.email.split("@")[0], locale)
    outbox.enqueue(
        session, "office_bulletin", recipient, context, about=f"account:{user.id}", now=now
    )


def _told(happening: Happening | DaysSaid, office: Office, locale: str) -> dict[str, object]:
    if isinstance(happening, DaysSaid):
        return _said(happening, office, locale)
    bid, seminar = happening.bid, happening.seminar
    return {
        "kind": happening.line.kind,
        "at": happening.line.at.astimezone(JAPAN),
        "number": bid.reference,
        "host": " ".join(bid.host_name.split()),
        "topics": [" ".join(name.split()) for name in topic_names(bid, locale)],
        "day": happening.day,
        "standing": standing(seminar) if seminar and happening.line.kind in URGENT else None,
        "address": _address(happening, office.addresses(locale)),
        "declined": seminar is not None and happening.line.kind in DECLINED,
    }


def _said(said: DaysSaid, office: Office, locale: str) -> dict[str, object]:
    """What an adviser has said of the own days: of which tour, and where it stands."""
    tour = said.engagement.tour
    addresses = office.addresses(locale)
    return {
        "kind": said.line.kind,
        "at": said.line.at.astimezone(JAPAN),
        "number": "",
        "host": tour.name(locale),
        "topics": [],
        "day": None,
        "standing": None,
        "address": addresses.staff_engagement(tour.code, said.engagement.adviser_id),
        "declined": False,
    }


def _address(happening: Happening, addresses: Addresses) -> str:
    seminar = happening.seminar
    if seminar is None:
        return addresses.staff_bid(happening.bid.id)
    if happening.line.kind in URGENT:
        return addresses.staff_registrations(seminar.public_id)
    page = addresses.staff_seminar(seminar.public_id)
    return f"{page}#{DECLINED_AT}" if happening.line.kind in DECLINED else page


def standing(seminar: Seminar) -> dict[str, int]:
    """How a seminar stands now: people with a place, places, and people who wait.

    Venue and online together. Places that the office keeps back are among the places.
    """
    return {
        "taken": seminar.taken + seminar.beyond + seminar.online_taken + seminar.online_beyond,
        "places": seminar.capacity + seminar.online_capacity,
        "waiting": seminar.everybody_waiting,
    }
