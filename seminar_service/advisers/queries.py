"""Advisers and their part in tours, as the staff sees them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.domain.errors import NotFound

_BY_READING = (Adviser.name_kana, Adviser.name, Adviser.id)


def all_advisers(session: Session) -> list[Adviser]:
    """Everybody, in the order of their readings. Three queries."""
    rows = select(Adviser).order_by(*_BY_READING)
    return list(
        session.scalars(
            rows.options(
                selectinload(Adviser.topics),
                selectinload(Adviser.engagements).joinedload(Engagement.tour),
            )
        )
    )


def adviser(session: Session, adviser_id: int) -> Adviser:
    """Read one adviser.

    Raises:
        NotFound: There is no such adviser.
    """
    found = session.get(Adviser, adviser_id)
    if found is None:
        raise NotFound("adviser")
    return found


def engagements(session: Session, tour_id: int) -> list[Engagement]:
    """Who takes part in a tour, in the order of their readings. Three queries."""
    return list(
        session.scalars(
            select(Engagement)
            .join(Adviser)
            .where(Engagement.tour_id == tour_id)
            .order_by(*_BY_READING)
            .options(
                joinedload(Engagement.adviser).selectinload(Adviser.topics),
                selectinload(Engagement.unavailable_days),
            )
        )
    )


def others(session: Session, tour_id: int) -> list[Adviser]:
    """Who takes no part in a tour, in the order of their readings."""
    engaged = select(Engagement.adviser_id).where(Engagement.tour_id == tour_id)
    return list(
        session.scalars(select(Adviser).where(Adviser.id.not_in(engaged)).order_by(*_BY_READING))
    )


def engagement(session: Session, tour_id: int, adviser_id: int) -> Engagement:
    """Read an adviser's part in a tour.

    Raises:
        NotFound: The adviser takes no part in it.
    """
    found = session.scalar(
        select(Engagement)
        .where(Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id)
        .options(
            joinedload(Engagement.adviser).selectinload(Adviser.topics),
            selectinload(Engagement.unavailable_days),
        )
    )
    if found is None:
        raise NotFound("engagement")
    return found
