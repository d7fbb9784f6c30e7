"""What upsets a tour is noted, lifted, and planned around."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.planning.disruption_model import DisruptedPlace, Disruption
from seminar_service.planning.disruption_values import (
    DisruptionDetails,
    DisruptionLifted,
    DisruptionOutsideTour,
    NothingReleased,
)
from seminar_service.planning.drafting import begin_draft
from seminar_service.planning.locks import leave_to_planner
from seminar_service.planning.model import Unlocking
from seminar_service.planning.queries.disruptions import disruptions_of, upset_seminars
from seminar_service.planning.queries.plans import released_plan
from seminar_service.planning.replan_values import NothingToMend, ReplanKind
from seminar_service.planning.replanning import begin_planning_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import planning_problem
from seminar_service.planning.values import check_time_limit, earliest_day
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived

WAYS_OUT: Final = (ReplanKind.IMPROVE, ReplanKind.REPAIR, ReplanKind.REST)
"""How the planner looks for a way out: what is upset alone, the least change, the cheapest plan."""


def note_disruption(
    session: Session, tour_id: int, details: DisruptionDetails, *, actor: Actor, now: datetime
) -> int:
    """Note what has happened, for whatever is planned from now on, and return its key.

    The second time, while it counts, nothing happens. Released seminars stay as they are until
    another plan is released; those that it upsets and that were locked are left to the planner.

    Args:
        session: Where to write.
        tour_id: The tour.
        details: What has happened.
        actor: Who notes it.
        now: The present.

    Raises:
        NotFound: There is no such tour.
        TourArchived: The tour is kept as an earlier year.
        DisruptionOutsideTour: No day of it is still to come in the tour, or the adviser takes no
            part.
    """
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        hold_unarchived(session, tour_id)
        _refuse_strange(session, tour, details, day_of(now))
        noted = next(
            (each for each in disruptions_of(session, tour_id) if _is(each, details)), None
        )
        if noted is not None:
            return noted.id
        row = Disruption(
            tour_id=tour_id,
            adviser_id=details.adviser_id,
            first_day=details.first_day,
            last_day=details.last_day,
            reason=details.reason,
            noted_by=actor.user_id,
            noted_at=now,
            places=[DisruptedPlace(place=place) for place in sorted(details.places)],
        )
        session.add(row)
        session.flush()
        upset = upset_seminars(session, tour, [details], _earliest(tour, now))
        freed = {each.seminar.bid_id for each in upset if each.can_move and each.lock}
        leave_to_planner(session, tour_id, freed, actor=actor, now=now)
        _tell(session, row, HistoryKind.DISRUPTION_NOTED, actor=actor, now=now)
        return row.id


def lift_disruption(session: Session, disruption_id: int, *, actor: Actor, now: datetime) -> None:
    """Let what has happened count no longer; does nothing the second time.

    Announced seminars that were left to the planner for it are locked by default again.

    Raises:
        NotFound: There is no such disruption.
        TourArchived: Its tour is kept as an earlier year.
    """
    with transaction(session):
        row = _held(session, disruption_id)
        if row.is_lifted:
            return
        row.lifted_at = now
        of_tour = select(Seminar.id).where(Seminar.tour_id == row.tour_id)
        session.execute(
            delete(Unlocking).where(
                Unlocking.seminar_id.in_(of_tour), Unlocking.unlocked_at == row.noted_at
            )
        )
        _tell(session, row, HistoryKind.DISRUPTION_LIFTED, actor=actor, now=now)


def look_for_ways(
    session: Session, disruption_id: int, time_limit_seconds: int, *, actor: Actor, now: datetime
) -> int:
    """Let the planner look for ways out, in a new copy of the released plan; return its key.

    There are three runs, as `WAYS_OUT` says; each ends with a suggestion for the draft.

    Args:
        session: Where to write.
        disruption_id: What has happened.
        time_limit_seconds: How long the planner may think about each, 1 to 3600.
        actor: Who lets it.
        now: The present.

    Raises:
        NotFound: There is no such disruption.
        TourArchived: Its tour is kept as an earlier year.
        TimeLimitOutOfRange: The time limit is not 1 to 3600.
        DisruptionLifted: It counts no longer.
        NothingReleased: No plan of the tour is released.
        NothingToMend: It upsets no seminar that can still be moved.
        ProblemFaulty: What is entered makes no planning problem.
    """
    check_time_limit(time_limit_seconds)
    with transaction(session):
        row = _held(session, disruption_id)
        if row.is_lifted:
            raise DisruptionLifted
        released = released_plan(session, row.tour_id)
        if released is None:
            raise NothingReleased
        upset = upset_seminars(session, row.tour, [row.details], _earliest(row.tour, now))
        movable = sorted(each.seminar.bid_id for each in upset if each.can_move)
        if not movable:
            raise NothingToMend
        earliest = _earliest(row.tour, now)
        problem = planning_problem(session, row.tour, earliest=earliest)
        draft = begin_draft(session, released, problem, actor=actor, now=now)
        row.draft_id = draft.id
        only_these = Selection(ranges=tuple((key, key) for key in movable))
        for kind in WAYS_OUT:
            chosen = only_these if kind is ReplanKind.IMPROVE else Selection()
            begin_planning_again(
                session, draft, kind, chosen, time_limit_seconds, actor=actor, now=now
            )
        return draft.id


def _held(session: Session, disruption_id: int) -> Disruption:
    """A disruption that nobody else changes meanwhile, of a tour that goes on."""
    tour_id = session.scalar(select(Disruption.tour_id).where(Disruption.id == disruption_id))
    if tour_id is None:
        raise NotFound("disruption")
    hold_unarchived(session, tour_id)
    return session.get_one(Disruption, disruption_id, with_for_update={"key_share": True})


def _refuse_strange(session: Session, tour: Tour, details: DisruptionDetails, today: date) -> None:
    inside = details.first_day <= tour.last_day and details.last_day >= max(tour.first_day, today)
    engaged = details.adviser_id is None or session.scalar(
        select(
            exists().where(
                Engagement.tour_id == tour.id, Engagement.adviser_id == details.adviser_id
            )
        )
    )
    if not (inside and engaged):
        raise DisruptionOutsideTour


def _is(row: Disruption, details: DisruptionDetails) -> bool:
    return not row.is_lifted and row.details == details


def _earliest(tour: Tour, now: datetime) -> date | None:
    return earliest_day(tour.stage, tour.last_day, day_of(now))


def _tell(
    session: Session, row: Disruption, kind: HistoryKind, *, actor: Actor, now: datetime
) -> None:
    subject = Subject(SubjectKind.TOUR, row.tour_id)
    first, last = row.first_day.isoformat(), row.last_day.isoformat()
    history.record(session, kind, subject, actor, now, disruption=row.id, first=first, last=last)
