"""Which stage a tour may have: what contradicts it is refused, with what stands in the way."""

from datetime import date
from enum import StrEnum

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
