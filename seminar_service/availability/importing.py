"""Days out of an adviser's own calendar: looked at first, then taken in place of earlier ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.model import DaySource, Engagement
from seminar_service.availability.services import (
    Changed,
    ask_for,
    locked_engagement,
    note_answer,
    take_day,
    within,
)
from seminar_service.availability.ties import Ties, ties_of
from seminar_service.domain.actors import Actor
from seminar_service.domain.japan_time import day_of
from seminar_service.history.versions import require_version
from seminar_service.storage.transaction import transaction


@dataclass(frozen=True)
class Forecast:
    """What taking the days of a calendar would change, each list by date.

    Attributes:
        new: Days that would be taken.
        gone: Days of an earlier calendar that the new one leaves free.
        tied: Days that would be asked of the office.
        known: Days that are taken already.
    """

    new: tuple[date, ...]
    gone: tuple[date, ...]
    tied: tuple[date, ...]
    known: tuple[date, ...]


def forecast(engagement: Engagement, days: Collection[date], ties: Ties, today: date) -> Forecast:
    """What taking the days of a calendar would change now. Days marked by hand stay."""
    wanted = within(engagement, days, today)
    held = {each.day for each in engagement.unavailable_days}
    tied = (wanted - held) & set(ties.seminars)
    earlier = {
        each.day
        for each in engagement.unavailable_days
        if each.source is DaySource.CALENDAR and each.day >= today
    }
    return Forecast(
        new=tuple(sorted(wanted - held - tied)),
        gone=tuple(sorted(earlier - wanted)),
        tied=tuple(sorted(tied)),
        known=tuple(sorted(wanted & held)),
    )


def take_calendar(
    session: Session,
    tour_id: int,
    adviser_id: int,
    days: Collection[date],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> Changed:
    """Let the days of a calendar be unavailable, in place of those of an earlier one.

    It is an answer, as if the adviser had marked them; what released seminars need is asked.

    Args:
        session: The database.
        tour_id: The tour.
        adviser_id: Whose calendar it is.
        days: The days that it takes.
        version: The engagement's version that was shown; not looked at where None.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: The adviser takes no part in the tour.
        ChangedMeanwhile: Somebody has edited the engagement since `version`.
    """
    with transaction(session):
        engagement = locked_engagement(session, tour_id, adviser_id)
        require_version(engagement, version)
        today = day_of(now)
        ties = ties_of(session, adviser_id, today=today)
        found = forecast(engagement, days, ties, today)
        for row in [each for each in engagement.unavailable_days if each.day in found.gone]:
            engagement.unavailable_days.remove(row)
        for day in found.new:
            take_day(engagement, day, DaySource.CALENDAR)
        asked = ask_for(session, engagement, found.tied, DaySource.CALENDAR, now=now)
        changed = Changed(len(found.new), len(found.gone), asked)
        note_answer(session, engagement, changed, actor=actor, now=now)
        return changed
