"""Planning a tour: runs of the planner are put into its queue, stopped and taken out here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.planning.inputs import PlanningInput
from seminar_service.planning.model import PlanningRun
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.solver_io import digest_of, planning_input, planning_problem
from seminar_service.planning.values import (
    LONGEST_QUEUE,
    NothingToPlan,
    PlanningUnderWay,
    QueueFull,
    RunBegun,
    check_time_limit,
    earliest_day,
)
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.work import queue
from seminar_service.work.model import Job, JobState

PLAN_TOUR: Final = "plan_tour"
UNDER_WAY: Final = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Question:
    """What the planner is asked.

    Attributes:
        tour_id: Of which tour.
        document: The planning problem.
        known: What people had entered and decided for it.
        moving: What moving each published seminar costs, by the key of its bid.
    """

    tour_id: int
    document: dict[str, Any]
    known: PlanningInput
    moving: Mapping[int, PriceOfMoving]


def start_run(
    session: Session, tour_id: int, time_limit_seconds: int, *, actor: Actor, now: datetime
) -> int:
    """Let a worker plan a tour with what is known now, and return the run's key.

    The runs of a tour wait in a queue and are done one after the other.

    Args:
        session: Where to write.
        tour_id: The tour.
        time_limit_seconds: How long the planner may think, 1 to 3600.
        actor: Who starts it.
        now: The present.

    Raises:
        NotFound: There is no such tour.
        TimeLimitOutOfRange: The time limit is not 1 to 3600.
        PlanningUnderWay: The same is being planned, or waits for it.
        QueueFull: Too many runs of the tour wait.
        NothingToPlan: No bid of the tour is accepted.
    """
    check_time_limit(time_limit_seconds)
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        _refuse_empty_tour(session, tour_id)
        earliest = earliest_day(tour.stage, tour.last_day, day_of(now))
        in_hindsight = earliest is None
        problem = planning_problem(session, tour, earliest=earliest, in_hindsight=in_hindsight)
        known = planning_input(tour, problem)
        question = Question(tour_id, problem.document, known, problem.known.moving)
        return put_into_queue(session, question, time_limit_seconds, actor=actor, now=now).id


def put_into_queue(
    session: Session,
    question: Question,
    time_limit_seconds: int,
    *,
    scenario_id: int | None = None,
    again: bool = False,
    actor: Actor,
    now: datetime,
) -> PlanningRun:
    """Put a question at the end of its tour's queue. Part of the caller's transaction.

    The caller has locked the tour's row. `again` lets the same be asked a second time.

    Raises:
        PlanningUnderWay: The same is being planned, or waits for it.
        QueueFull: Too many runs of the tour wait.
    """
    _refuse_asked_before(session, question.tour_id, None if again else question.document)
    run = PlanningRun(
        tour_id=question.tour_id,
        job=queue.enqueue(session, PLAN_TOUR, {}, now=now, lane=lane_of(question.tour_id)),
        scenario_id=scenario_id,
        started_by=actor.user_id,
        time_limit_seconds=time_limit_seconds,
        instance=question.document,
        input=question.known.document(),
        moving=_documents(question.moving),
        created_at=now,
    )
    session.add(run)
    session.flush()
    subject, seconds = Subject(SubjectKind.RUN, run.id), time_limit_seconds
    history.record(session, HistoryKind.RUN_STARTED, subject, actor, now, seconds=seconds)
    return run


def request_stop(session: Session, run_id: int, *, actor: Actor, now: datetime) -> None:
    """Ask the planner to end a run with the best plan so far; no effect on one that has ended.

    Raises:
        NotFound: There is no such run.
    """
    with transaction(session):
        run = session.get(PlanningRun, run_id)
        if run is None:
            raise NotFound("planning run")
        queue.request_stop(session, run.job_id)
        subject = Subject(SubjectKind.RUN, run.id)
        history.record(session, HistoryKind.RUN_STOPPED, subject, actor, now)


def take_out(session: Session, run_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a run that waits out of the queue: it will never begin.

    Raises:
        NotFound: There is no such run.
        RunBegun: It does not wait any more.
    """
    with transaction(session):
        run = session.get(PlanningRun, run_id)
        if run is None:
            raise NotFound("planning run")
        if not queue.withdraw(session, run.job_id, now=now):
            raise RunBegun
        subject = Subject(SubjectKind.RUN, run.id)
        history.record(session, HistoryKind.RUN_TAKEN_OUT, subject, actor, now)


def lane_of(tour_id: int) -> str:
    """Return the lane of the queue in which the runs of a tour are done one after the other."""
    return f"{PLAN_TOUR}:{tour_id}"


def _documents(prices: Mapping[int, PriceOfMoving]) -> dict[str, Any]:
    return {str(bid_id): price.document() for bid_id, price in prices.items()}


def refuse_second_run(session: Session, *which: ColumnElement[bool]) -> None:
    """See that no run of those meant waits for a worker or has one.

    Args:
        session: Where to look, with a row locked that all who start such runs lock.
        which: Which runs are meant.

    Raises:
        PlanningUnderWay: One does.
    """
    under_way = select(PlanningRun.id).join(PlanningRun.job).where(Job.state.in_(UNDER_WAY))
    running = session.scalar(under_way.where(*which).limit(1))
    if running is not None:
        raise PlanningUnderWay(running)


def _refuse_asked_before(
    session: Session, tour_id: int, document: Mapping[str, Any] | None
) -> None:
    """Refuse what is asked of the planner already; the tour's row is locked.

    None may be asked whatever else is.
    """
    under_way = (
        select(PlanningRun.id)
        .join(PlanningRun.job)
        .where(
            PlanningRun.tour_id == tour_id,
            ~PlanningRun.of_draft.has(),
            Job.state.in_(UNDER_WAY),
        )
        .order_by(PlanningRun.id)
    )
    going_on = session.scalars(under_way).all()
    if len(going_on) >= LONGEST_QUEUE:
        raise QueueFull
    if document is None or not going_on:
        return
    asked = digest_of(document)
    # One after the other: those of thousands of bids are read only where they are looked at.
    instances = select(PlanningRun.id, PlanningRun.instance).where(PlanningRun.id.in_(going_on))
    for run_id, instance in session.execute(instances.order_by(PlanningRun.id)):
        if digest_of(instance) == asked:
            raise PlanningUnderWay(run_id)


def _refuse_empty_tour(session: Session, tour_id: int) -> None:
    accepted = exists().where(Bid.tour_id == tour_id, Bid.state == BidState.ACCEPTED)
    if not session.scalar(select(accepted)):
        raise NothingToPlan
