"""Starting and stopping runs of the planner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.extensions import db
from seminar_service.planning import services as planning
from seminar_service.planning.model import PlanningRun
from seminar_service.planning.solver_io import instance_document
from seminar_service.planning.values import (
    NothingToPlan,
    PlanningUnderWay,
    QueueFull,
    RunBegun,
    TimeLimitOutOfRange,
)
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.work.model import Job, JobState
from tests import histories
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour

BEFORE, AFTER = date(2026, 5, 29), date(2026, 6, 2)

STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def tour(session: Session) -> Tour:
    """A tour whose only bid could have been held last week, or tomorrow."""
    tour = make_tour(session)
    make_adviser(session, tour)
    make_bid(session, tour, days={BEFORE: Choice.FIRST, AFTER: Choice.SECOND})
    return tour


def start(session: Session, tour: Tour, seconds: int = 60) -> PlanningRun:
    run_id = planning.start_run(session, tour.id, seconds, actor=SYSTEM, now=NOW)
    return session.get_one(PlanningRun, run_id)


def test_a_run_keeps_what_was_known_when_it_was_started(session: Session, tour: Tour) -> None:
    run = start(session, tour)
    (bid,) = run.instance["bids"]

    assert run.job.state is JobState.QUEUED
    assert run.instance == instance_document(session, tour, earliest=AFTER)
    assert list(bid["dates"]) == [AFTER.isoformat()]


def test_a_tour_of_the_past_is_planned_in_hindsight(session: Session, tour: Tour) -> None:
    tour.stage = TourStage.ARCHIVED
    adviser = make_adviser(session, tour)
    held = session.scalars(select(Bid)).one()
    make_seminar(session, held, team=[adviser], state=SeminarState.HELD)

    (bid,) = start(session, tour).instance["bids"]

    assert bid["current"] is None
    assert list(bid["dates"]) == [BEFORE.isoformat(), AFTER.isoformat()]


def test_a_run_remembers_who_started_it(session: Session, tour: Tour) -> None:
    actor = Actor(ActorKind.ORGANISER, user_id=None)

    run_id = planning.start_run(session, tour.id, 60, actor=actor, now=NOW)

    assert session.get_one(PlanningRun, run_id).started_by is None


def test_the_same_is_not_asked_twice_until_the_first_has_ended(
    session: Session, tour: Tour
) -> None:
    first = start(session, tour)
    with pytest.raises(PlanningUnderWay) as refused:
        start(session, tour, 30)
    assert refused.value.run_id == first.id

    first.job.state = JobState.DONE
    session.commit()

    assert start(session, tour).id != first.id


def test_what_is_known_since_is_another_question_and_waits_behind_the_first(
    session: Session, tour: Tour
) -> None:
    first = start(session, tour)
    make_bid(session, tour)

    second = start(session, tour)

    assert first.job.lane == second.job.lane == planning.lane_of(tour.id)
    due = select(Job.id).where(Job.is_due(NOW))
    assert session.scalars(due).all() == [first.job_id]


def test_the_queue_of_a_tour_has_an_end(
    session: Session, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LONGEST_QUEUE", 2)
    for _ in range(2):
        start(session, tour)
        make_bid(session, tour)

    with pytest.raises(QueueFull):
        start(session, tour)


def test_a_run_that_waits_is_taken_out_once_and_never_begins(session: Session, tour: Tour) -> None:
    run = start(session, tour)

    planning.take_out(session, run.id, actor=STAFF, now=NOW)

    assert (run.job.state, run.job.ended_at) == (JobState.WITHDRAWN, NOW)
    assert session.scalars(select(Job.id).where(Job.is_due(NOW))).all() == []
    with pytest.raises(RunBegun):
        planning.take_out(session, run.id, actor=STAFF, now=NOW)
    line = histories.lines(session)[-1]
    assert histories.facts(line) == histories.told(
        HistoryKind.RUN_TAKEN_OUT, SubjectKind.RUN, run.id, STAFF, NOW
    )
    with pytest.raises(NotFound):
        planning.take_out(session, run.id + 1, actor=STAFF, now=NOW)


def test_a_run_with_which_the_planner_has_begun_is_not_taken_out(
    session: Session, tour: Tour
) -> None:
    run = start(session, tour)
    run.job.state = JobState.RUNNING
    session.commit()

    with pytest.raises(RunBegun):
        planning.take_out(session, run.id, actor=STAFF, now=NOW)

    assert run.job.state is JobState.RUNNING


def test_two_who_start_at_once_start_one_run(app: Flask, session: Session, tour: Tour) -> None:
    tour_id = tour.id
    session.rollback()

    def try_to_start(_: int) -> bool:
        with app.app_context():
            try:
                planning.start_run(db.session(), tour_id, 60, actor=SYSTEM, now=NOW)
            except PlanningUnderWay:
                return False
            return True

    with ThreadPoolExecutor(max_workers=4) as pool:
        started = list(pool.map(try_to_start, range(4)))

    assert sum(started) == 1
    assert session.scalar(select(func.count()).select_from(PlanningRun)) == 1


@pytest.mark.parametrize("seconds", [0, -5, 3601])
def test_a_time_limit_beyond_an_hour_or_below_a_second_is_refused(
    session: Session, tour: Tour, seconds: int
) -> None:
    with pytest.raises(TimeLimitOutOfRange):
        start(session, tour, seconds)


def test_a_tour_without_accepted_bids_is_not_planned(session: Session) -> None:
    tour = make_tour(session)
    make_bid(session, tour, state=BidState.SUBMITTED)

    with pytest.raises(NothingToPlan):
        start(session, tour)


def test_a_tour_that_does_not_exist_is_not_planned(session: Session) -> None:
    with pytest.raises(NotFound):
        planning.start_run(session, 1, 60, actor=SYSTEM, now=NOW)


def test_a_run_is_asked_to_stop(session: Session, tour: Tour) -> None:
    run = start(session, tour)

    planning.request_stop(session, run.id, actor=SYSTEM, now=NOW)

    assert run.job.stop_requested
    with pytest.raises(NotFound):
        planning.request_stop(session, run.id + 1, actor=SYSTEM, now=NOW)


def test_the_history_tells_who_started_and_stopped_a_run(session: Session, tour: Tour) -> None:
    run = start(session, tour, 90)
    planning.request_stop(session, run.id, actor=STAFF, now=NOW)
    assert [histories.facts(line) for line in histories.lines(session)] == [
        histories.told(HistoryKind.RUN_STARTED, SubjectKind.RUN, run.id, SYSTEM, NOW, seconds=90),
        histories.told(HistoryKind.RUN_STOPPED, SubjectKind.RUN, run.id, STAFF, NOW),
    ]
