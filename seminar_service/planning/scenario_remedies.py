"""What would have won a refused bid, as what a scenario assumes."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import BidDate as OfferedDate
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.model import PlannedDecline
from seminar_service.planning.queries.refusals import refusal_of
from seminar_service.planning.refusals import Remedy, RemedyKind
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    Change,
    DaysFree,
    TourRule,
)

_WISHES: Final = (Choice.THIRD, Choice.SECOND, Choice.FIRST)
ONE_MORE: Final = ("max_seminars", "max_per_month")
"""The limits that one more seminar touches."""


class RemedyGone(DomainError):  # noqa: N818 (named after the rule)
    """The refusal has no such remedy, or whoever it needs takes no part in the tour any more."""

    code = "remedy_gone"
    category = Category.CONFLICT


def remedy_changes(session: Session, plan_id: int, bid_id: int, number: int) -> tuple[Change, ...]:
    """Return what a scenario assumes that takes one of a refusal's remedies, counted from 0.

    Raises:
        NotFound: The plan does not refuse the bid.
        RemedyGone: There is no such remedy, or nobody to give it any more.
    """
    refusal = refusal_of(session, plan_id, bid_id)
    remedies = refusal.remedies or []
    if not 0 <= number < len(remedies):
        raise RemedyGone
    changes = _changes(session, refusal, Remedy.read(remedies[number]))
    if not changes:
        raise RemedyGone
    return tuple(changes)


def _changes(session: Session, refusal: PlannedDecline, remedy: Remedy) -> Sequence[Change]:
    match remedy.kind:
        case RemedyKind.DATE if remedy.day:
            return [BidDate(refusal.bid_id, remedy.day, _dearest(session, refusal.bid_id))]
        case RemedyKind.FREE_DAY if remedy.free_day and remedy.adviser_id:
            return [DaysFree(remedy.adviser_id, remedy.free_day, remedy.free_day)]
        case RemedyKind.LIMIT if remedy.adviser_id:
            return _one_more(session, refusal.plan.tour_id, remedy.adviser_id)
        case RemedyKind.BUDGET if remedy.budget_yen:
            return [TourRule("travel_budget_yen", remedy.budget_yen)]
    return []


def _dearest(session: Session, bid_id: int) -> Choice:
    """As what a day is offered that the host has not named: the planner has priced it so."""
    named = set(session.scalars(select(OfferedDate.choice).where(OfferedDate.bid_id == bid_id)))
    return next((each for each in _WISHES if each in named), Choice.THIRD)


def _one_more(session: Session, tour_id: int, adviser_id: int) -> list[Change]:
    engagement = session.scalar(
        select(Engagement).where(Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id)
    )
    if engagement is None:
        return []
    return [AdviserLimit(adviser_id, name, getattr(engagement, name) + 1) for name in ONE_MORE]
