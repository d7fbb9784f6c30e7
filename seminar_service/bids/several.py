"""Several bids decided at once, each as if it were alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from seminar_service.bids.decisions import ARRANGING, SeminarStands
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BID_TRANSITIONS, BidAction
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.tours.stages import TourArchived


class BidObstacle(StrEnum):
    """Why a decision cannot be taken about a bid."""

    OTHER_STATE = "other_state"
    SEMINAR_STANDS = "seminar_stands"
    ARCHIVED = "archived"
    CHANGED = "changed"


@dataclass
class Outcome:
    """What became of several bids: the numbers of those decided, and why others were left alone."""

    done: list[int] = field(default_factory=list)
    left: dict[int, BidObstacle] = field(default_factory=dict)


def obstacle(bid: Bid, action: BidAction) -> BidObstacle | None:
    """Why an action cannot be done with a bid as it stands now; None where it can."""
    if bid.tour.is_archived and action in ARRANGING:
        return BidObstacle.ARCHIVED
    if not BID_TRANSITIONS.allows(bid.state, action):
        return BidObstacle.OTHER_STATE
    stands = action is not BidAction.ACCEPT and any(each.stands for each in bid.seminars)
    return BidObstacle.SEMINAR_STANDS if stands else None


def decide_each(seen: Mapping[int, int], decide: Callable[[int, int], object]) -> Outcome:
    """Decide about bids one after the other; one that cannot be is left alone, the others go on.

    Each is a use case and a transaction of its own, with its own mail.

    Args:
        seen: The version of each bid as somebody looked at it, by its number.
        decide: Decides about one, told its number and version.
    """
    outcome = Outcome()
    for bid_id, version in seen.items():
        why = _hindered(decide, bid_id, version)
        if why is None:
            outcome.done.append(bid_id)
        else:
            outcome.left[bid_id] = why
    return outcome


def _hindered(
    decide: Callable[[int, int], object], bid_id: int, version: int
) -> BidObstacle | None:
    try:
        decide(bid_id, version)
    except (NotFound, TransitionNotAllowed):
        return BidObstacle.OTHER_STATE
    except ChangedMeanwhile:
        return BidObstacle.CHANGED
    except SeminarStands:
        return BidObstacle.SEMINAR_STANDS
    except TourArchived:
        return BidObstacle.ARCHIVED
    return None
