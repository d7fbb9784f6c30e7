"""Letting calendars know that something changed which many of their entries show."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.tours.model import Tour


def mark_all_calendars(session: Session, *, now: datetime) -> None:
    """Advance the time of the last change of every tour's and adviser's calendar.

    For names that entries show but do not own, such as an adviser's or a topic's. Part of the
    caller's transaction.
    """
    session.execute(update(Tour).values(calendar_changed_at=now))
    session.execute(update(Adviser).values(calendar_changed_at=now))
