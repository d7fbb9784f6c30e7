"""Days that the planner may propose to hosts whose bids it declines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from seminar_service.planning.queries.disruptions import lost_days
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.published import declines
from seminar_service.tours.calendar import open_days
from seminar_service.tours.model import Tour


def days_to_propose(
    session: Session,
    tour: Tour,
    document: Mapping[str, Any],
    *,
    earliest: date | None,
    closed: frozenset[date] = frozenset(),
) -> dict[str, frozenset[date]]:
    """Return of each bid, by its id, the open days that its host has not declined.

    Args:
        session: Where to read.
        tour: The tour.
        document: Its planning problem.
        earliest: The first day on which something can still be arranged; None for all days.
        closed: Days that are closed beside those of the tour.
    """
    days, declined = open_days(tour, earliest) - closed, declines(session, tour.id).hosts
    lost = lost_days(session, tour.id)
    return {
        each["id"]: days
        - declined.get(row_id(each["id"]), frozenset())
        - lost.in_place(each["place"])
        for each in document.get("bids", ())
    }
