"""The price of fairness: the planner plans a tour at several prices of an uneven workload."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.planning.moving import PRICE_CEILING_YEN
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenarios import ScenarioCopied, ScenarioUnderWay, erase
from seminar_service.planning.services import Question, put_into_queue
from seminar_service.planning.solver_io import WhatIf
from seminar_service.planning.values import NothingToPlan, check_time_limit
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived

WORKLOAD: Final = "workload_yen"
TIMES: Final = (0, 1, 4, 12, 36, 100)
"""At how many times the price of now the planner is asked: a journey costs far more than it."""
USUAL_YEN: Final = 500
"""What is multiplied where an uneven workload costs nothing now."""


class CurveBegun(DomainError):  # noqa: N818 (named after the rule)
    """Somebody has asked for the curve since it was looked at."""

    code = "curve_begun"
    category = Category.CONFLICT


class CurveUnderWay(DomainError):  # noqa: N818 (named after the rule)
    """The planner has not answered all points of the curve that there is."""

    code = "curve_under_way"
    category = Category.CONFLICT


def prices_of_curve(workload_yen: int) -> tuple[int, ...]:
    """At which prices of an uneven workload a tour is planned, rising; that of now is one."""
    base = workload_yen or USUAL_YEN
    return tuple(sorted({min(base * each, PRICE_CEILING_YEN) for each in TIMES}))


def begin_curve(
    session: Session,
    tour_id: int,
    time_limit_seconds: int,
    *,
    seen: int,
    name_of: Callable[[int], str],
    actor: Actor,
    now: datetime,
) -> int:
    """Let a worker plan a tour at several prices of an uneven workload; the curve's number.

    The points are scenarios, all with what is known now. They take the place of the points of the
    curve before; of those the ones that became the tour's own, or were copied as drafts, stay as
    scenarios like others.

    Args:
        session: Where to write.
        tour_id: The tour.
        time_limit_seconds: How long the planner may think about each point, 1 to 3600.
        seen: The number of the curve that was looked at; 0 where there was none.
        name_of: What the point at a price is called.
        actor: Who asks.
        now: The present.

    Raises:
        NotFound: There is no such tour.
        TourArchived: It is kept as an earlier year.
        TimeLimitOutOfRange: The time limit is not 1 to 3600.
        CurveBegun: Somebody has asked for it since it was looked at.
        CurveUnderWay: Points of it are being planned, or wait for it.
        QueueFull: Not all points fit into the queue of the tour.
        NothingToPlan: No bid is left to be planned.
    """
    check_time_limit(time_limit_seconds)
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        hold_unarchived(session, tour_id)
        number = _replaced(session, tour_id, seen) + 1
        what_if = what_if_of(session, tour, (), today=day_of(now))
        if not what_if.problem.document["bids"]:
            raise NothingToPlan
        for yen in prices_of_curve(tour.workload_yen):
            point = _point(session, tour_id, name_of(yen), yen, number, actor=actor, now=now)
            put_into_queue(
                session,
                _question(tour_id, what_if, point),
                time_limit_seconds,
                scenario_id=point.id,
                again=True,
                actor=actor,
                now=now,
            )
        subject = Subject(SubjectKind.TOUR, tour_id)
        history.record(session, HistoryKind.CURVE_BEGUN, subject, actor, now, curve=number)
        return number


def _point(
    session: Session, tour_id: int, name: str, yen: int, curve: int, *, actor: Actor, now: datetime
) -> Scenario:
    point = Scenario(
        tour_id=tour_id,
        name=name,
        changes=[],
        made_by=actor.user_id,
        created_at=now,
        curve=curve,
    )
    point.assume((TourRule(WORKLOAD, yen),))
    session.add(point)
    session.flush()
    return point


def points_of_curve(session: Session, tour_id: int) -> list[Scenario]:
    """The points of a tour's curve, the first first; empty where nobody has asked for one."""
    found = session.scalars(
        select(Scenario)
        .where(Scenario.tour_id == tour_id, Scenario.curve.is_not(None))
        .order_by(Scenario.id)
    )
    return list(found)


def _replaced(session: Session, tour_id: int, seen: int) -> int:
    """Take away the points that there are, if they are what was seen; the number of their curve."""
    points = points_of_curve(session, tour_id)
    number = max((each.curve or 0 for each in points), default=0)
    if number != seen:
        raise CurveBegun
    for each in points:
        _let_go(session, each)
    return number


def _let_go(session: Session, point: Scenario) -> None:
    if point.adopted_at is not None:
        point.curve = None
        return
    try:
        erase(session, point)
    except ScenarioUnderWay:
        raise CurveUnderWay from None
    except ScenarioCopied:
        point.curve = None


def _question(tour_id: int, what_if: WhatIf, point: Scenario) -> Question:
    document = what_if.document(point.assumed)
    return Question(tour_id, document, what_if.own_input, what_if.problem.known.moving)
