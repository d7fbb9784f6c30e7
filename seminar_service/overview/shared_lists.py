"""Which list of participants host and advisers may read, and until when."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.overview.seminars import seminar_of_bid
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember

OPEN_FOR: Final = timedelta(days=30)
"""How long after the day of a seminar its list can be read."""


def list_is_open(seminar: Seminar, today: date) -> bool:
    """Whether its host and advisers may read the list on a day in Japan."""
    return seminar.stands and seminar.is_public and today <= seminar.day + OPEN_FOR


def seminar_of_host(session: Session, bid_id: int) -> Seminar | None:
    """The seminar of a bid; None where there is none."""
    return session.scalar(seminar_of_bid(bid_id))


def seminar_of_adviser(session: Session, adviser_id: int, public_id: str) -> Seminar | None:
    """A seminar that an adviser gives; None where there is none, or it is that of others."""
    return session.scalar(
        select(Seminar)
        .join(TeamMember)
        .where(TeamMember.adviser_id == adviser_id, Seminar.public_id == public_id)
    )
