"""The steps from a new tour to announced seminars, and which of them are done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seminar_service.bids.states import BidState
from seminar_service.overview.home import TourOverview


class TourStep(StrEnum):
    """A step, in the order in which they are taken."""

    CREATED = "created"
    TOPICS = "topics"
    ADVISERS = "advisers"
    INVITED = "invited"
    CALL = "call"
    DECIDED = "decided"
    PLANNED = "planned"
    RELEASED = "released"
    ANNOUNCED = "announced"


@dataclass(frozen=True)
class Checklist:
    """All steps of a tour, each with whether it is done."""

    steps: Sequence[tuple[TourStep, bool]]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(is_done for _, is_done in self.steps)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == len(self.steps)


def checklist(overview: TourOverview, today: date) -> Checklist:
    """What is done of a tour on a day; a step is undone again where something new comes in."""
    return Checklist(list(_steps(overview, today)))


def _steps(overview: TourOverview, today: date) -> Iterator[tuple[TourStep, bool]]:
    undecided = overview.waiting_bids + overview.bids.get(BidState.ASKED_BACK, 0)
    unannounced = overview.unanswered_seminars + overview.announceable_seminars
    has_bids, has_seminars = overview.all_bids > 0, overview.live_seminars > 0
    yield TourStep.CREATED, True
    yield TourStep.TOPICS, overview.topics > 0
    yield TourStep.ADVISERS, overview.advisers > 0
    if overview.has_earlier_bids:
        is_over = overview.tour.call_closes_on < today
        yield TourStep.INVITED, overview.invitations > 0 or is_over
    yield TourStep.CALL, overview.tour.call_opens_on <= today
    yield TourStep.DECIDED, has_bids and undecided == 0
    yield TourStep.PLANNED, overview.plans > 0 or has_seminars
    yield TourStep.RELEASED, has_seminars and overview.unplanned == 0
    yield TourStep.ANNOUNCED, has_seminars and unannounced == 0
