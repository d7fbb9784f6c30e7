"""Prefectures that a tour does not reach yet, and who held or asked for seminars there before."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.mail_addresses import address_digest, mail_key
from seminar_service.domain.organisations import company_key
from seminar_service.domain.prefectures import prefectures
from seminar_service.inviting.model import Invitation, NoInvitation
from seminar_service.outbox.addresses import lasting_among
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour

_KEY_LETTERS: Final = 120


class InvitationObstacle(StrEnum):
    """Why a host of an earlier year is not written to."""

    NO_ADDRESS = "no_address"
    FAILS = "fails"
    WANTS_NONE = "wants_none"
    INVITED = "invited"


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
        locale: The language in which they were written to.
        obstacle: Why they cannot be invited; None where they can.
        invited_at: When they were invited to this tour.
    """

    bid_id: int
    fiscal_year: int
    name: str
    contact: str
    email: str
    telephone: str
    locale: str
    obstacle: InvitationObstacle | None = None
    invited_at: datetime | None = None


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

    def has_waited(self, years: int, fiscal_year: int) -> bool:
        """Whether it has been without a seminar for so many years before a fiscal year."""
        return self.last_year is None or fiscal_year - self.last_year > years


def reached_places(session: Session, tour: Tour) -> list[ReachedPlace]:
    """All prefectures that have no bid or somebody to ask. Seven queries.

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
    no_more, invited = _want_none(session), _invited(session, tour.id)
    found: dict[str, list[EarlierHost]] = defaultdict(list)
    for bid, year in rows:
        keys = set(_keys(bid.host_name, bid.contact_email))
        if not keys & known:
            at = invited.get(address_digest(bid.contact_email)) or invited.get(bid.id)
            obstacle = _obstacle(bid, failing=failing, no_more=no_more, is_invited=bool(at))
            found[bid.place].append(_host(bid, year, obstacle, at))
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


def _want_none(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(NoInvitation.contact_key)))


def _invited(session: Session, tour_id: int) -> dict[str | int, datetime]:
    """When who was invited to a tour, by what the address and the earlier bid are known by."""
    found: dict[str | int, datetime] = {}
    for row in session.scalars(select(Invitation).where(Invitation.tour_id == tour_id)):
        found[row.contact_key] = found[row.bid_id] = row.invited_at
    return found


def _obstacle(
    bid: Bid, *, failing: Collection[str], no_more: Collection[str], is_invited: bool
) -> InvitationObstacle | None:
    if is_invited:
        return InvitationObstacle.INVITED
    if not bid.contact_email:
        return InvitationObstacle.NO_ADDRESS
    if address_digest(bid.contact_email) in no_more:
        return InvitationObstacle.WANTS_NONE
    return InvitationObstacle.FAILS if mail_key(bid.contact_email) in failing else None


def _host(
    bid: Bid, year: int, obstacle: InvitationObstacle | None, invited_at: datetime | None
) -> EarlierHost:
    return EarlierHost(
        bid.id,
        year,
        bid.host_name,
        bid.contact_name,
        "" if obstacle is InvitationObstacle.FAILS else bid.contact_email,
        bid.contact_telephone,
        bid.locale,
        obstacle,
        invited_at,
    )
