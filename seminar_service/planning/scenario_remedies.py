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
    NewAdviser,
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
        case RemedyKind.BUDGET if remedy.budget_yen:
            return [TourRule("travel_budget_yen", remedy.budget_yen)]
        case RemedyKind.DAY_LIMIT if limit := refusal.plan.tour.max_seminars_per_day:
            return [TourRule("max_seminars_per_day", limit + 1)]
    return _of_adviser(session, refusal.plan.tour_id, remedy) if remedy.adviser_id else []


def _of_adviser(session: Session, tour_id: int, remedy: Remedy) -> Sequence[Change]:
    adviser_id = remedy.adviser_id or 0
    match remedy.kind:
        case RemedyKind.FREE_DAY if remedy.free_day:
            return [DaysFree(adviser_id, remedy.free_day, remedy.free_day)]
        case RemedyKind.LIMIT:
            return _one_more(session, tour_id, adviser_id)
        case RemedyKind.MONTH_LIMIT:
            return _one_more(session, tour_id, adviser_id, ONE_MORE[1:])
        case RemedyKind.ADVISER:
            return _newcomer(session, tour_id, adviser_id)
    return []


def _dearest(session: Session, bid_id: int) -> Choice:
    """As what a day is offered that the host has not named: the planner has priced it so."""
    named = set(session.scalars(select(OfferedDate.choice).where(OfferedDate.bid_id == bid_id)))
    return next((each for each in _WISHES if each in named), Choice.THIRD)


def _one_more(
    session: Session, tour_id: int, adviser_id: int, names: Sequence[str] = ONE_MORE
) -> list[Change]:
    engagement = _engagement(session, tour_id, adviser_id)
    if engagement is None:
        return []
    return [AdviserLimit(adviser_id, name, getattr(engagement, name) + 1) for name in names]


def _newcomer(session: Session, tour_id: int, adviser_id: int) -> list[Change]:
    """One more adviser with the home, topics and limits of one who takes part."""
    engagement = _engagement(session, tour_id, adviser_id)
    if engagement is None:
        return []
    like = engagement.adviser
    return [
        NewAdviser(
            name=f"{like.name} ＋1",
            home=like.home,
            topics=tuple(topic.code for topic in like.topics),
            max_seminars=engagement.max_seminars,
            max_per_month=engagement.max_per_month,
            max_nights_away=engagement.max_nights_away,
        )
    ]


def _engagement(session: Session, tour_id: int, adviser_id: int) -> Engagement | None:
    found: Engagement | None = session.scalar(
        select(Engagement).where(Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id)
    )
    return found
