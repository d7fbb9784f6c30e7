"""What new plans have to respect: the seminars that stand, and the organiser's locks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.bids.model import Bid
from seminar_service.planning.model import Lock, PlannedSeminar
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day and a team (adviser keys, in slot order) for a bid.

    `settled` marks what has been held, or can no longer move.
    """

    day: date
    team: tuple[int, ...]
    settled: bool = False


def published_appointments(
    session: Session, tour_id: int, *, earliest: date | None
) -> dict[int, Appointment]:
    """Return the seminars of a tour that are not cancelled, by the key of their bid.

    Those before `earliest` are settled, whatever their state says.
    """
    rows = session.scalars(
        select(Seminar)
        .where(Seminar.tour_id == tour_id, Seminar.stands)
        .options(selectinload(Seminar.team))
    )
    return {row.bid_id: _published(row, earliest) for row in rows}


def locked_appointments(session: Session, tour_id: int) -> dict[int, Appointment]:
    """Return what the organiser has locked in a tour, by the key of the bid."""
    rows = session.scalars(
        select(Lock)
        .join(Lock.bid)
        .where(Bid.tour_id == tour_id)
        .options(selectinload(Lock.planned_seminar).selectinload(PlannedSeminar.team))
    )
    return {row.bid_id: _planned(row.planned_seminar) for row in rows}


def kept_appointments(
    published: Mapping[int, Appointment], locked: Mapping[int, Appointment]
) -> dict[int, Appointment]:
    """Return what every plan must keep exactly, by the key of the bid.

    A lock wins over what is published, for it is the later wish: who locks the new date of a
    seminar that is about to move wants that date. What is settled no wish can change.
    """
    settled = {bid_id: each for bid_id, each in published.items() if each.settled}
    return {**locked, **settled}


def _published(seminar: Seminar, earliest: date | None) -> Appointment:
    past = earliest is not None and seminar.day < earliest
    team = tuple(member.adviser_id for member in seminar.team)
    return Appointment(seminar.day, team, settled=past or seminar.state not in MOVABLE_SEMINARS)


def _planned(seminar: PlannedSeminar) -> Appointment:
    return Appointment(seminar.day, tuple(member.adviser_id for member in seminar.team))
