"""Rules of planning a tour: how long the planner may think, and which days are still open."""

from datetime import date, timedelta
from typing import Final

from seminar_service.domain.errors import Category, DomainError, InputMalformed
from seminar_service.tours.values import TourStage

SHORTEST_LIMIT_SECONDS: Final = 1
LONGEST_LIMIT_SECONDS: Final = 3600
LONGEST_QUEUE: Final = 20
"""Runs of one tour that have not ended."""


class PlanningUnderWay(DomainError):  # noqa: N818 (named after the rule)
    """The same question has been put to the planner, and that run has not ended yet.

    Attributes:
        run_id: That run.
    """

    code = "planning_under_way"
    category = Category.CONFLICT

    def __init__(self, run_id: int) -> None:
        super().__init__(f"run {run_id} of the planner has not ended yet")
        self.run_id = run_id


class QueueFull(DomainError):  # noqa: N818 (named after the rule)
    """As many runs of the tour wait as may."""

    code = "queue_full"
    category = Category.CONFLICT


class RunBegun(DomainError):  # noqa: N818 (named after the rule)
    """The run does not wait any more: the planner has begun with it, or it has ended."""

    code = "run_begun"
    category = Category.CONFLICT


class NothingToPlan(DomainError):  # noqa: N818 (named after the rule)
    """The tour has no accepted bid."""

    code = "nothing_to_plan"
    category = Category.CONFLICT


class TimeLimitOutOfRange(InputMalformed):
    """The planner may think for a second up to an hour."""

    code = "time_limit_out_of_range"

    def __init__(self, given: int) -> None:
        expected = f"{SHORTEST_LIMIT_SECONDS} to {LONGEST_LIMIT_SECONDS} seconds"
        super().__init__(str(given), expected)


def check_time_limit(seconds: int) -> None:
    """See that a time limit is one that the planner accepts.

    Raises:
        TimeLimitOutOfRange: It is not.
    """
    if not SHORTEST_LIMIT_SECONDS <= seconds <= LONGEST_LIMIT_SECONDS:
        raise TimeLimitOutOfRange(seconds)


def earliest_day(stage: TourStage, last_day: date, today: date) -> date | None:
    """Return the first day on which something can still be arranged in a tour.

    None means that the tour is over and planned in hindsight, with all its days.
    """
    if stage is TourStage.ARCHIVED or last_day <= today:
        return None
    return today + timedelta(days=1)


def gap_yen(objective_yen: int | None, bound_yen: int | None) -> int | None:
    """Return by how much a plan may cost more than the best one; None where nothing is proven."""
    if objective_yen is None or bound_yen is None or bound_yen < 0:
        return None
    return objective_yen - bound_yen


def gap_share(objective_yen: int | None, bound_yen: int | None) -> float | None:
    """Return the same as a share of the plan's cost, 0 to 1."""
    gap = gap_yen(objective_yen, bound_yen)
    if gap is None or objective_yen is None:
        return None
    return gap / objective_yen if objective_yen else 0.0
