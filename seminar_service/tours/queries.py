"""Tours as the staff works on them."""

from datetime import date

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


def tour_at_work(session: Session, today: date) -> Tour | None:
    """The tour that there is work on, on a day in Japan; `None` where there is no tour.

    One whose call is open, else one that is running, else one that is not archived, else any; of
    several the latest.
    """
    kept = Tour.stage == TourStage.ARCHIVED
    calling = and_(Tour.call_opens_on <= today, Tour.call_closes_on >= today, ~kept)
    running = and_(Tour.first_day <= today, Tour.last_day >= today, Tour.stage == TourStage.OPEN)
    order = case((calling, 0), (running, 1), (~kept, 2), else_=3)
    return session.scalar(select(Tour).order_by(order, Tour.fiscal_year.desc()).limit(1))


def fiscal_years(session: Session) -> set[int]:
    """The fiscal years that have a tour."""
    return set(session.scalars(select(Tour.fiscal_year)))
