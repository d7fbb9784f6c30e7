"""Tours as the staff works on them."""

from datetime import date

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


def tour_at_work(session: Session, today: date) -> Tour | None:
    """The tour that there is work on, on a day in Japan; `None` where there is no tour.

    One whose call is open, else one that is running, else one that is not archived, else any; of
    several the first programme of the latest year.
    """
    kept = Tour.stage == TourStage.ARCHIVED
    calling = and_(Tour.call_opens_on <= today, Tour.call_closes_on >= today, ~kept)
    running = and_(Tour.first_day <= today, Tour.last_day >= today, Tour.stage == TourStage.OPEN)
    order = case((calling, 0), (running, 1), (~kept, 2), else_=3)
    last = Tour.fiscal_year.desc(), Tour.programme
    return session.scalar(select(Tour).order_by(order, *last).limit(1))


def tour_of(session: Session, code: TourCode) -> Tour:
    """The tour of a code.

    Raises:
        NotFound: There is none.
    """
    tour = session.scalar(select(Tour).where(Tour.has_code(code)))
    if tour is None:
        raise NotFound("tour")
    return tour


def all_tours(session: Session) -> list[Tour]:
    """All tours, those of the last year first."""
    return list(session.scalars(select(Tour).order_by(Tour.fiscal_year.desc(), Tour.programme)))


def fiscal_years(session: Session) -> set[int]:
    """The fiscal years that have a tour."""
    return set(session.scalars(select(Tour.fiscal_year)))
