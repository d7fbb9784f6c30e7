"""Why what a scenario assumes cannot be, or no longer."""

from dataclasses import dataclass
from enum import StrEnum

from seminar_service.domain.errors import Category, DomainError
from seminar_service.planning.scenario_changes import Change


class TroubleKind(StrEnum):
    """What stands against a change."""

    TWICE = "twice"
    ALREADY_SO = "already_so"
    ADVISER_GONE = "adviser_gone"
    ADVISER_LEFT = "adviser_left"
    TOPIC_GONE = "topic_gone"
    BID_GONE = "bid_gone"
    BID_NOT_PLANNED = "bid_not_planned"
    BID_ACCEPTED = "bid_accepted"
    SEMINAR_STANDS = "seminar_stands"
    DAYS_OUTSIDE = "days_outside"
    DAY_NOT_OPEN = "day_not_open"
    DAYS_LOST = "days_lost"
    DAY_DECLINED = "day_declined"
    DAY_IN_DISORDER = "day_in_disorder"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands against one change of a scenario, at its position among them."""

    kind: TroubleKind
    position: int
    change: Change


class ChangesImpossible(DomainError):  # noqa: N818 (named after the rule)
    """What a scenario assumes contradicts itself, or what has been entered for the tour.

    Attributes:
        troubles: What stands against it.
    """

    code = "changes_impossible"
    category = Category.CONFLICT

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__(", ".join(each.kind.value for each in troubles))
        self.troubles = troubles
