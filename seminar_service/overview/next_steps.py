"""What a tour waits for most: one step, which pages of the tour lead on to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.overview.home import unplanned_bids
from seminar_service.planning.model import Plan, PlannedDecline, PlannedSeminar
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Topic, Tour

_UNRELEASED: Final = (PlanState.COMPUTED, PlanState.EDITED)


class NextStep(StrEnum):
    """A step, in the order in which they are asked for."""

    TOPICS = "topics"
    ADVISERS = "advisers"
    BIDS = "bids"
    DECIDE = "decide"
    PLAN = "plan"
    RELEASE = "release"
    ANNOUNCE = "announce"
    ANSWERS = "answers"


@dataclass(frozen=True)
class WaitingStep:
    """The step that a tour waits for.

    Attributes:
        step: Which it is.
        number: Of how many bids or seminars; 0 where nothing is counted.
        plan_id: The plan that could be released; none for other steps.
    """

    step: NextStep
    number: int = 0
    plan_id: int | None = None


def next_step(session: Session, tour: Tour) -> WaitingStep | None:
    """What a tour waits for most; None where nothing waits, or it is an earlier year. One query.

    A plan that was made later than what is released is to be released if it answers all bids
    that are accepted; else the tour is to be planned.
    """
    if tour.is_archived:
        return None
    row = session.execute(_counts(tour.id)).one()
    is_ready = row.plan_state in _UNRELEASED and row.answered >= row.accepted
    steps = (
        (not row.topics, WaitingStep(NextStep.TOPICS)),
        (not row.advisers, WaitingStep(NextStep.ADVISERS)),
        (not row.bids, WaitingStep(NextStep.BIDS)),
        (row.submitted, WaitingStep(NextStep.DECIDE, row.submitted)),
        (row.unplanned and not is_ready, WaitingStep(NextStep.PLAN, row.unplanned)),
        (row.unplanned, WaitingStep(NextStep.RELEASE, row.unplanned, row.plan_id)),
        (row.confirmed, WaitingStep(NextStep.ANNOUNCE, row.confirmed)),
        (row.tentative, WaitingStep(NextStep.ANSWERS, row.tentative)),
    )
    return next((step for waits, step in steps if waits), None)


def _counts(tour_id: int) -> Select[Any]:
    newest = (
        select(func.max(Plan.id))
        .where(Plan.tour_id == tour_id, Plan.state.in_([*_UNRELEASED, PlanState.RELEASED]))
        .scalar_subquery()
    )
    plan_state = select(Plan.state).where(Plan.id == newest).scalar_subquery()
    answered = _number(select(func.count()).where(PlannedSeminar.plan_id == newest)) + _number(
        select(func.count()).where(PlannedDecline.plan_id == newest)
    )
    return select(
        _number(select(func.count()).select_from(Topic)).label("topics"),
        _number(select(func.count()).where(Engagement.tour_id == tour_id)).label("advisers"),
        _number(_bids(tour_id).where(Bid.state != BidState.DRAFT)).label("bids"),
        _number(_bids(tour_id).where(Bid.state == BidState.SUBMITTED)).label("submitted"),
        _number(_bids(tour_id).where(Bid.state == BidState.ACCEPTED)).label("accepted"),
        _number(unplanned_bids(tour_id)).label("unplanned"),
        _number(_seminars(tour_id, SeminarState.CONFIRMED)).label("confirmed"),
        _number(_seminars(tour_id, SeminarState.TENTATIVE)).label("tentative"),
        newest.label("plan_id"),
        plan_state.label("plan_state"),
        answered.label("answered"),
    )


def _number(rows: Select[int]) -> ScalarSelect[int]:
    return rows.scalar_subquery()


def _bids(tour_id: int) -> Select[int]:
    return select(func.count()).where(Bid.tour_id == tour_id)


def _seminars(tour_id: int, state: SeminarState) -> Select[int]:
    return select(func.count()).where(Seminar.tour_id == tour_id, Seminar.state == state)
