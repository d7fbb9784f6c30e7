"""The planner is asked what becomes of a tour as a scenario has it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.japan_time import day_of
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_problems import what_if_of
from seminar_service.planning.scenario_troubles import ChangesImpossible, TroubleKind
from seminar_service.planning.scenarios import locked_scenario
from seminar_service.planning.services import Question, put_into_queue
from seminar_service.planning.solver_io import find_troubles
from seminar_service.planning.values import NothingToPlan, check_time_limit
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived

HARMLESS = frozenset({TroubleKind.ALREADY_SO, TroubleKind.BID_ACCEPTED})
"""What the tour itself says by now keeps nobody from asking."""


def start_scenario(
    session: Session, scenario_id: int, time_limit_seconds: int, *, actor: Actor, now: datetime
) -> int:
    """Let a worker plan a tour as a scenario has it, with what is known now; the run's key.

    It waits in the queue of the tour. The run keeps the input of the tour itself, by which its
    plan is told what has changed since.

    Args:
        session: Where to write.
        scenario_id: The scenario.
        time_limit_seconds: How long the planner may think, 1 to 3600.
        actor: Who starts it.
        now: The present.

    Raises:
        NotFound: There is no such scenario.
        TourArchived: Its tour is kept as an earlier year.
        TimeLimitOutOfRange: The time limit is not 1 to 3600.
        ChangesImpossible: What it assumes cannot be, or no longer.
        PlanningUnderWay: The same is being planned, or waits for it.
        QueueFull: Too many runs of the tour wait.
        NothingToPlan: No bid is left to be planned.
    """
    check_time_limit(time_limit_seconds)
    with transaction(session):
        tour_id = select(Scenario.tour_id).where(Scenario.id == scenario_id).scalar_subquery()
        tour = session.scalar(
            select(Tour).where(Tour.id == tour_id).with_for_update(key_share=True)
        )
        scenario = locked_scenario(session, scenario_id)
        hold_unarchived(session, scenario.tour_id)
        question = _question(session, tour or scenario.tour, scenario, now)
        run = put_into_queue(
            session, question, time_limit_seconds, scenario_id=scenario_id, actor=actor, now=now
        )
        return run.id


def _question(session: Session, tour: Tour, scenario: Scenario, now: datetime) -> Question:
    """What the planner is asked; the input and the prices are those of the tour itself."""
    changes = scenario.assumed
    what_if = what_if_of(session, tour, changes, today=day_of(now))
    troubles = tuple(each for each in find_troubles(what_if, changes) if each.kind not in HARMLESS)
    if troubles:
        raise ChangesImpossible(troubles)
    document = what_if.document(changes)
    if not document["bids"]:
        raise NothingToPlan
    return Question(tour.id, document, what_if.own_input, what_if.problem.known.moving)
