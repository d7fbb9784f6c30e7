"""Which stage a tour may have: what contradicts it is refused, with what stands in the way."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import Category, DomainError
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


class StageObstacle(StrEnum):
    """What stands in the way of a stage."""

    KNOWN_TO_THE_PUBLIC = "known_to_the_public"
    SEMINARS_TO_COME = "seminars_to_come"
    CALL_NOT_OVER = "call_not_over"
    NOT_OPEN = "not_open"


class StageContradicted(DomainError):  # noqa: N818 (named after the rule)
    """The stage of the tour contradicts what else holds.

    Attributes:
        obstacle: What stands in the way.
        number: Of how many seminars, or 0.
        last_day: Until when it does, where a day is known.
    """

    code = "stage_contradicted"
    category = Category.CONFLICT

    def __init__(
        self, obstacle: StageObstacle, *, number: int = 0, last_day: date | None = None
    ) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.number = number
        self.last_day = last_day


class TourArchived(DomainError):  # noqa: N818 (named after the rule)
    """The tour is kept as an earlier year: nothing of it is arranged, unless it is opened again."""

    code = "tour_archived"
    category = Category.CONFLICT


def require_stage(tour: Tour, stage: TourStage, call_closes_on: date, *, today: date) -> None:
    """Check that a tour may get a stage; its page and feed are given out once it is open.

    Args:
        tour: The tour as it is.
        stage: The stage that it shall have; the same as before is always right.
        call_closes_on: The last day of its call for bids, as it shall be.
        today: The day in Japan.

    Raises:
        StageContradicted: It would be hidden again, or archived before its seminars are over or
            its call is closed.
    """
    if stage is tour.stage:
        return
    if stage is TourStage.PREPARATION:
        raise StageContradicted(StageObstacle.KNOWN_TO_THE_PUBLIC)
    if stage is TourStage.ARCHIVED:
        ahead = [seminar.day for seminar in tour.seminars if seminar.is_ahead(today)]
        if ahead:
            obstacle = StageObstacle.SEMINARS_TO_COME
            raise StageContradicted(obstacle, number=len(ahead), last_day=max(ahead))
        if call_closes_on >= today:
            raise StageContradicted(StageObstacle.CALL_NOT_OVER, last_day=call_closes_on)


def require_open(tour: Tour) -> None:
    """Check that what is announced of a tour finds a place where the public looks.

    Raises:
        StageContradicted: The tour is in preparation, or archived.
    """
    if tour.stage is not TourStage.OPEN:
        raise StageContradicted(StageObstacle.NOT_OPEN)


def hold_unarchived(session: Session, tour_id: int | ScalarSelect[int]) -> None:
    """Check that a tour is not archived, and keep it so until the transaction ends.

    Part of the caller's transaction, before it locks bids or seminars of the tour: a release locks
    in this order. A tour that does not exist is for the caller to miss.

    Args:
        session: The database, within a transaction.
        tour_id: The tour's key, or a statement that finds it.

    Raises:
        TourArchived: It is.
    """
    stage = select(Tour.stage).where(Tour.id == tour_id).with_for_update(read=True)
    if session.scalar(stage) is TourStage.ARCHIVED:
        raise TourArchived
