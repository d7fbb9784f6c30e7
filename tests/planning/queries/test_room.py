"""What is ready to be planned in a tour."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.states import BidState
from seminar_service.planning.queries.freshness import freshness_of_all
from seminar_service.planning.queries.room import RECENT_RUNS, PlanningRoom, planning_room, plans_of
from seminar_service.planning.queries.warnings import WarningKind
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.scenario_model import Scenario
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_lock,
    make_plan,
    make_run,
    make_seminar,
    make_tour,
)
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
TODAY = date(2026, 6, 1)
QUERIES = 28
"""How often the room of a tour with plans, locks and seminars asks the database."""


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def room(session: Session, tour: Tour, earliest: date | None = TODAY) -> PlanningRoom:
    return planning_room(session, tour, earliest=earliest)


def test_accepted_bids_are_counted_and_others_not(session: Session, tour: Tour) -> None:
    for state in (*BidState, BidState.ACCEPTED):
        make_bid(session, tour, state=state)
    make_bid(session, make_tour(session, 2027))

    found = room(session, tour)

    assert found.accepted_bids == 2


def test_a_bid_is_published_while_a_seminar_of_it_stands(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    replanned, gone = make_bid(session, tour), make_bid(session, tour)
    for bid, state in (
        (replanned, SeminarState.CANCELLED),
        (replanned, SeminarState.CANCELLED),
        (replanned, SeminarState.TENTATIVE),
        (gone, SeminarState.CANCELLED),
    ):
        make_seminar(session, bid, team=[adviser], state=state)

    assert room(session, tour).published_bids == 1
    assert room(session, tour, earliest=None).published_bids == 0


def test_a_lock_counts_as_long_as_its_bid_is_to_be_planned(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bids = [make_bid(session, tour) for _ in range(2)]
    plan = make_plan(session, tour, {bid: (DAY, [adviser]) for bid in bids})
    for planned in plan.seminars:
        make_lock(session, planned)
    bids[0].state = BidState.WITHDRAWN
    session.commit()

    assert room(session, tour).locked_bids == 1


def test_a_lock_that_moves_what_is_published_is_pointed_out(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour)
    gone = make_seminar(session, bid, team=[adviser], state=SeminarState.CANCELLED)
    gone.day = DAY + timedelta(days=1)
    make_seminar(session, bid, team=[adviser], day=DAY)
    make_lock(session, make_plan(session, tour, {bid: (DAY, [adviser])}).seminars[0])
    kinds = [warning.kind for warning in room(session, tour).warnings]
    assert WarningKind.LOCKED_OTHERWISE not in kinds

    other = make_bid(session, tour)
    make_seminar(session, other, team=[adviser], day=DAY)
    later = DAY + timedelta(days=1)
    make_lock(session, make_plan(session, tour, {other: (later, [adviser])}).seminars[0])

    found = {warning.kind: warning for warning in room(session, tour).warnings}
    assert [each.id for each in found[WarningKind.LOCKED_OTHERWISE].bids] == [other.id]


def test_runs_and_plans_begin_with_the_latest_and_are_those_of_the_tour(
    session: Session, tour: Tour
) -> None:
    for each in (tour, make_tour(session, 2027)):
        for _ in range(RECENT_RUNS + 1):
            make_run(session, each, job_state=JobState.DONE)
        for _ in range(2):
            make_plan(session, each, {})

    found = room(session, tour)

    assert len(found.runs) == RECENT_RUNS
    assert {run.tour_id for run in found.runs} == {tour.id}
    keys = [run.id for run in found.runs]
    assert keys == sorted(keys, reverse=True)
    assert [(plan.tour_id, plan.number) for plan in found.plans] == [(tour.id, 2), (tour.id, 1)]
    assert found.queue == ()


def test_the_runs_that_have_not_ended_are_its_queue(session: Session, tour: Tour) -> None:
    make_run(session, tour, job_state=JobState.FAILED)
    going_on = make_run(session, tour, job_state=JobState.RUNNING)
    make_run(session, tour, job_state=JobState.DONE)
    waiting = make_run(session, tour)

    assert [each.run for each in room(session, tour).queue] == [going_on, waiting]


def test_runs_of_drafts_are_none_of_the_room(session: Session, tour: Tour) -> None:
    make_run(
        session,
        tour,
        of_draft=DraftRun(kind=ReplanKind.REST, chosen=[], before={}, pins={}, refused=[]),
    )

    assert (room(session, tour).runs, room(session, tour).queue) == ((), ())


def test_runs_of_a_curve_are_none_of_the_room(session: Session, tour: Tour) -> None:
    own = make_run(session, tour)
    point = Scenario(tour=tour, name="点", changes=[], created_at=NOW, curve=1)
    make_run(session, tour, scenario=point)

    assert room(session, tour).runs == (own,)


def test_advisers_are_listed_by_reading(session: Session, tour: Tour) -> None:
    later = make_adviser(session, tour, name_kana="ワダ")
    sooner = make_adviser(session, tour, name_kana="アオキ")
    make_adviser(session)

    assert [each.adviser for each in room(session, tour).engagements] == [sooner, later]


def test_the_number_of_queries_does_not_grow_with_the_tour(session: Session, tour: Tour) -> None:
    def needed() -> int:
        with counted_queries(session) as queries:
            tour = session.get_one(Tour, key)
            found = room(session, tour)
            assert all(run.job.state for run in found.runs)
            freshness_of_all(session, tour, found.plans, today=TODAY, problem=found.problem)
        return len(queries)

    days = (DAY + timedelta(weeks=week) for week in range(4))  # so that no locks collide

    def grow() -> None:
        day, adviser, bid = next(days), make_adviser(session, tour), make_bid(session, tour)
        plan = make_plan(session, tour, {bid: (day, [adviser])})
        make_lock(session, plan.seminars[0])
        make_seminar(session, bid, team=[adviser], day=day)
        make_run(session, tour, job_state=JobState.DONE, plan=plan)

    key = tour.id
    grow()
    grow()  # of two seminars one is lost to each plan, which is told with names
    before = needed()
    tour = session.get_one(Tour, key)
    grow()
    grow()

    assert needed() == before == QUERIES


def test_plans_of_a_tour_without_any_are_none(session: Session, tour: Tour) -> None:
    make_plan(session, make_tour(session, 2027), {})

    assert plans_of(session, tour.id) == ()
