"""Bids of one tour that may be one and the same request."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.details import BidDetails
from seminar_service.bids.model import Bid, BidDate
from seminar_service.bids.states import OVER, BidState
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.names import name_key
from seminar_service.domain.organisations import company_key
from seminar_service.domain.vocabulary import Choice

_KEY_LETTERS: Final = 120


@dataclass(frozen=True)
class AlikeBid:
    """A bid that may be the same as another: its row, its number in the tour, its host."""

    id: int
    number: int
    host_name: str
    place: str
    keys: frozenset[str]


def alike_bids(
    session: Session, tour_id: int, numbers: Collection[int], *, office_mail: str = ""
) -> Mapping[int, list[AlikeBid]]:
    """Of bids of a tour, by their `id`, those that may be the same, by number. Two queries.

    Alike are bids of one host (by its name, reading, corporate number or mail address) that name
    one prefecture or a day in common. What is over is like nothing. `office_mail` stands in for the
    address of hosts that have none, and makes no two alike.
    """
    living = _living(session, tour_id, mail_key(office_mail))
    wanted = set(numbers)
    related = {
        bid.id: others
        for bid in living.values()
        if bid.id in wanted and (others := list(_related(bid, living.values())))
    }
    days = _days(session, related.keys() | {each.id for some in related.values() for each in some})
    found = {
        number: [each for each in others if _meet(living[number], each, days)]
        for number, others in related.items()
    }
    return {number: others for number, others in found.items() if others}


def like_details(
    session: Session, tour_id: int, asked: Sequence[BidDetails], *, office_mail: str = ""
) -> list[list[AlikeBid]]:
    """Of each of several bids that are not there yet, the bids of the tour that may be the same.

    As `alike_bids` says. Two queries.
    """
    office_key = mail_key(office_mail)
    living = _living(session, tour_id, office_key).values()
    wanted = [_as_alike(each, office_key) for each in asked]
    related = [list(_related(each, living)) for each in wanted]
    days = _days(session, {each.id for some in related for each in some})
    return [
        [
            other
            for other in others
            if other.place == one.place or days.get(other.id, set()) & _possible(details)
        ]
        for one, details, others in zip(wanted, asked, related, strict=True)
    ]


def _as_alike(details: BidDetails, office_mail: str) -> AlikeBid:
    keys = _keys(
        details.host_name, details.host_name_kana, details.corporate_number, details.contact_email
    )
    return AlikeBid(
        0, 0, details.host_name, details.place, frozenset(keys) - {f"mail:{office_mail}"}
    )


def _possible(details: BidDetails) -> set[date]:
    return {day for day, choice in details.days.items() if choice is not Choice.IMPOSSIBLE}


def _living(session: Session, tour_id: int, office_mail: str) -> dict[int, AlikeBid]:
    rows = session.execute(
        select(
            Bid.id,
            Bid.number,
            Bid.host_name,
            Bid.host_name_kana,
            Bid.corporate_number,
            Bid.contact_email,
            Bid.place,
        )
        .where(Bid.tour_id == tour_id, Bid.state.not_in({*OVER, BidState.DRAFT}))
        .order_by(Bid.number)
    )
    return {
        row.id: AlikeBid(
            row.id,
            row.number,
            row.host_name,
            row.place,
            frozenset(
                _keys(row.host_name, row.host_name_kana, row.corporate_number, row.contact_email)
            )
            - {f"mail:{office_mail}"},
        )
        for row in rows
    }


def _keys(name: str, kana: str, corporate_number: str | None, email: str) -> Iterator[str]:
    """By what one host is known again; each says of what kind it is."""
    yield f"name:{company_key(name, longest=_KEY_LETTERS)}"
    if kana:
        yield f"kana:{name_key(kana)}"
    if corporate_number:
        yield f"number:{corporate_number}"
    if email:
        yield f"mail:{mail_key(email)}"


def _related(bid: AlikeBid, all_bids: Iterable[AlikeBid]) -> Iterator[AlikeBid]:
    return (each for each in all_bids if each.id != bid.id and bid.keys & each.keys)


def _days(session: Session, numbers: Collection[int]) -> Mapping[int, set[date]]:
    days: dict[int, set[date]] = defaultdict(set)
    rows = session.execute(
        select(BidDate.bid_id, BidDate.day).where(
            BidDate.bid_id.in_(numbers), BidDate.choice != Choice.IMPOSSIBLE
        )
    )
    for bid_id, day in rows:
        days[bid_id].add(day)
    return days


def _meet(one: AlikeBid, other: AlikeBid, days: Mapping[int, set[date]]) -> bool:
    return one.place == other.place or bool(days.get(one.id, set()) & days.get(other.id, set()))
