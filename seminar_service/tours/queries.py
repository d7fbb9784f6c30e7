"""Tours as the staff works on them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


def tour_at_work(session: Session) -> Tour | None:
    """The latest tour that is not archived, else the latest; `None` where there is none."""
    archived_last = (Tour.stage == TourStage.ARCHIVED).asc()
    return session.scalar(select(Tour).order_by(archived_last, Tour.fiscal_year.desc()).limit(1))


def fiscal_years(session: Session) -> set[int]:
    """The fiscal years that have a tour."""
    return set(session.scalars(select(Tour.fiscal_year)))
