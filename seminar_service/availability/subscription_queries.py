"""What pages show of a calendar that is fetched every night."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.model import Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription
from seminar_service.availability.importing import Forecast
from seminar_service.availability.subscribed_days import forecast
from seminar_service.availability.ties import ties_of
from seminar_service.tours.model import Tour


@dataclass(frozen=True)
class Trial:
    """What the days of a calendar would change in one tour."""

    tour: Tour
    found: Forecast


def subscription_of(session: Session, adviser_id: int) -> CalendarSubscription | None:
    """The calendar of an adviser that is fetched every night; None where there is none."""
    return session.get(CalendarSubscription, adviser_id)


def subscribed(session: Session, adviser_ids: Collection[int]) -> dict[int, CalendarSubscription]:
    """The calendars of some advisers that are fetched every night. One query."""
    rows = select(CalendarSubscription).where(CalendarSubscription.adviser_id.in_(adviser_ids))
    return {each.adviser_id: each for each in session.scalars(rows)}


def trials(
    session: Session, adviser_id: int, days: Collection[date], *, today: date
) -> Sequence[Trial]:
    """What the days of a calendar would change in each tour that is not over. Five queries.

    Days that were freed by hand stay so, as long as the calendar that is fetched takes them.
    """
    engagements = session.scalars(
        select(Engagement)
        .join(Tour)
        .where(Engagement.adviser_id == adviser_id, Tour.last_day >= today)
        .options(joinedload(Engagement.tour), selectinload(Engagement.unavailable_days))
        .order_by(Tour.fiscal_year, Tour.programme)
    ).all()
    before = subscription_of(session, adviser_id)
    kept_free = [each.day for each in before.days if each.kept_free] if before else []
    ties = ties_of(session, adviser_id, today=today)
    return [Trial(each.tour, forecast(each, days, kept_free, ties, today)) for each in engagements]
