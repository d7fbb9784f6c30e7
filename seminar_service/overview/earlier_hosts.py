"""Prefectures that a tour does not reach yet, and who held or asked for seminars there before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.organisations import company_key
from seminar_service.domain.prefectures import prefectures
from seminar_service.outbox.addresses import lasting_among
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour

_KEY_LETTERS: Final = 120


@dataclass(frozen=True)
class EarlierHost:
    """A host of an earlier tour, as its last bid says.

    Attributes:
        bid_id: That bid.
        fiscal_year: Of which tour it was.
        name: What the host is called.
        contact: The person in charge then.
        email: Where mail went; empty where it does not arrive any more.
        telephone: The number then.
    """

    bid_id: int
    fiscal_year: int
    name: str
    contact: str
    email: str
    telephone: str


@dataclass(frozen=True)
class ReachedPlace:
    """A prefecture: its bids in the tour, its last seminar before, and who could be asked.

    Attributes:
        code: Of the prefecture.
        bids: How many bids of the tour name it, but for drafts and withdrawn ones.
        last_year: The fiscal year of the last earlier seminar there; None where there was none.
        hosts: Hosts of earlier tours there that have not bid in this one, the latest first.
    """

    code: str
    bids: int
    last_year: int | None
    hosts: Sequence[EarlierHost]


def reached_places(session: Session, tour: Tour) -> list[ReachedPlace]:
    """All prefectures that have no bid or somebody to ask. Five queries.

    Those without a bid come first; then those that have been without a seminar for longest.
    """
    bids, years = _bids(session, tour.id), _last_years(session, tour.fiscal_year)
    hosts = _hosts(session, tour)
    found = [
        ReachedPlace(each.code, bids.get(each.code, 0), years.get(each.code), hosts[each.code])
        for each in prefectures()
    ]
    wanted = [each for each in found if not each.bids or each.hosts]
    return sorted(wanted, key=lambda each: (each.bids > 0, each.last_year or 0, each.code))


def _bids(session: Session, tour_id: int) -> dict[str, int]:
    rows = session.execute(
        select(Bid.place, func.count().label("number"))
        .where(Bid.tour_id == tour_id, Bid.state.not_in({BidState.DRAFT, BidState.WITHDRAWN}))
        .group_by(Bid.place)
    )
    return {row.place: row.number for row in rows}


def _last_years(session: Session, before: int) -> dict[str, int]:
    rows = session.execute(
        select(Seminar.place, func.max(Tour.fiscal_year).label("year"))
        .join(Tour, Tour.id == Seminar.tour_id)
        .where(Tour.fiscal_year < before, Seminar.stands)
        .group_by(Seminar.place)
    )
    return {row.place: row.year for row in rows}


def _hosts(session: Session, tour: Tour) -> Mapping[str, list[EarlierHost]]:
    """The hosts of earlier tours by prefecture, each once, but for those that have bid already."""
    rows = session.execute(
        select(Bid, Tour.fiscal_year)
        .join(Tour, Tour.id == Bid.tour_id)
        .where(Tour.fiscal_year < tour.fiscal_year, Bid.state != BidState.DRAFT)
        .order_by(Tour.fiscal_year.desc(), Bid.number.desc())
    ).all()
    known = _have_bid(session, tour.id)
    failing = lasting_among(session, {bid.contact_email for bid, _ in rows})
    found: dict[str, list[EarlierHost]] = defaultdict(list)
    for bid, year in rows:
        keys = set(_keys(bid.host_name, bid.contact_email))
        if not keys & known:
            found[bid.place].append(_host(bid, year, failing))
        known |= keys
    return found


def _have_bid(session: Session, tour_id: int) -> set[str]:
    rows = session.execute(
        select(Bid.host_name, Bid.contact_email).where(
            Bid.tour_id == tour_id, Bid.state != BidState.DRAFT
        )
    )
    return {key for name, email in rows for key in _keys(name, email)}


def _keys(name: str, email: str) -> Iterator[str]:
    """By what one host is known again in another year."""
    yield f"name:{company_key(name, longest=_KEY_LETTERS)}"
    yield f"mail:{mail_key(email)}"


def _host(bid: Bid, year: int, failing: Iterable[str]) -> EarlierHost:
    fails = mail_key(bid.contact_email) in set(failing)
    return EarlierHost(
        bid.id,
        year,
        bid.host_name,
        bid.contact_name,
        "" if fails else bid.contact_email,
        bid.contact_telephone,
    )
