"""People who seem to be registered twice in a tour."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from seminar_service.domain.mail_typos import one_slip_apart
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar

MOST_PAIRS: Final = 200
"""Pairs that are shown; the earliest come first."""
MOST_LOOKED_AT: Final = 2_000
"""Pairs of people of one name whose addresses are compared letter by letter."""

first = aliased(Registration, name="first")
second = aliased(Registration, name="second")


class Likeness(StrEnum):
    """Why two registrations may be one person's."""

    ADDRESS_AND_NAME = "address_and_name"
    ADDRESS_AT_SEMINAR = "address_at_seminar"
    NAME_AND_COMPANY = "name_and_company"
    SLIP = "slip"


@dataclass(frozen=True)
class Pair:
    """Two registrations that may be one person's, the earlier first."""

    first: Registration
    second: Registration
    likeness: Likeness


def pairs_of(session: Session, tour_id: int) -> list[Pair]:
    """Pairs of registrations of a tour that stand and may be one person's. Three queries.

    One address for several people is usual in companies: with different names it counts at one
    seminar alone.
    """
    found: dict[tuple[int, int], Pair] = {}
    for pair in _found(session, tour_id):
        found.setdefault((pair.first.id, pair.second.id), pair)
    return [found[numbers] for numbers in sorted(found)][:MOST_PAIRS]


def _found(session: Session, tour_id: int) -> Iterator[Pair]:
    same_name, same_seminar = _equal("name_key"), _equal("seminar_id")
    by_address = _pairs(tour_id, _equal("email_key"), or_(same_name, same_seminar), _have_mail())
    for one, other in session.execute(by_address.limit(MOST_PAIRS)):
        names_differ = one.name_key != other.name_key
        yield Pair(
            one, other, Likeness.ADDRESS_AT_SEMINAR if names_differ else Likeness.ADDRESS_AND_NAME
        )
    by_company = _pairs(tour_id, same_name, _equal("company_key"), first.company_key != "")
    for one, other in session.execute(by_company.limit(MOST_PAIRS)):
        yield Pair(one, other, Likeness.NAME_AND_COMPANY)
    by_name = _pairs(tour_id, same_name, _near_addresses(), _have_mail())
    for one, other in session.execute(by_name.limit(MOST_LOOKED_AT)):
        if one_slip_apart(one.email_key, other.email_key):
            yield Pair(one, other, Likeness.SLIP)


def _pairs(tour_id: int, *alike: ColumnElement[bool]) -> Select[Registration, Registration]:
    return (
        select(first, second)
        .join(second, and_(first.id < second.id, *alike))
        .where(
            first.seminar_id.in_(_seminars(tour_id)),
            second.seminar_id.in_(_seminars(tour_id)),
            first.is_live,
            second.is_live,
        )
        .options(joinedload(first.seminar), joinedload(second.seminar))
        .order_by(first.id, second.id)
    )


def _seminars(tour_id: int) -> Select[int]:
    return select(Seminar.id).where(Seminar.tour_id == tour_id)


def _have_mail() -> ColumnElement[bool]:
    """What stands in for an address likens nobody: a company's telephone is its people's."""
    return and_(first.email != "", second.email != "")


def _equal(column: str) -> ColumnElement[bool]:
    equal: ColumnElement[bool] = getattr(first, column) == getattr(second, column)
    return equal


def _near_addresses() -> ColumnElement[bool]:
    """Different, and as long but for a letter: what a slip of the finger leaves."""
    lengths = func.length(first.email_key) - func.length(second.email_key)
    return and_(first.email_key != second.email_key, lengths.between(-1, 1))
