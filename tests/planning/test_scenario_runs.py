"""The planner answers scenarios: in the queue of their tour, through the real worker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.advisers.model import AssumedAdviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning import services as planning
from seminar_service.planning.drafting import PlanNotOfTour, copy_plan
from seminar_service.planning.model import PlanningRun
from seminar_service.planning.scenario_changes import (
    BidLeftOut,
    BidTaken,
    Change,
    ClosedDays,
    NightsAway,
    TourRule,
)
from seminar_service.planning.scenario_runs import start_scenario
from seminar_service.planning.scenario_troubles import ChangesImpossible
from seminar_service.planning.scenarios import make_scenario
from seminar_service.planning.solver_io import instance_document
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import NothingToPlan, PlanningUnderWay
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from seminar_service.workers.registry import HANDLERS
from tests.clocks import Clock
from tests.factories import make_adviser, make_bid, make_tour
from tests.planning.whatifs import DAY, STAFF, new_adviser
from tests.work.fixtures import MakeWorker

Start = Callable[..., int]


@pytest.fixture
def tour_id(sessions: sessionmaker[Session]) -> int:
    """A tour of one adviser from Tokyo and of bids from Osaka and Fukuoka on one day."""
    with sessions() as session:
        tour = make_tour(session)
        make_adviser(session, tour)
        for place in ("27", "40"):
            make_bid(session, tour, place=place, days={DAY: Choice.FIRST})
        make_bid(session, tour, place="14", state=BidState.SUBMITTED)
        return tour.id


@pytest.fixture
def begin(sessions: sessionmaker[Session], tour_id: int, clock: Clock) -> Start:
    """Begins a scenario with some changes."""

    def begun(*changes: Change) -> int:
        with sessions() as session:
            return make_scenario(session, tour_id, "試算", changes, actor=STAFF, now=clock())

    return begun


@pytest.fixture
def start(sessions: sessionmaker[Session], clock: Clock) -> Start:
    """Puts a scenario into the queue; its run."""

    def started(scenario_id: int) -> int:
        with sessions() as session:
            return start_scenario(session, scenario_id, 5, actor=STAFF, now=clock())

    return started


def bids(sessions: sessionmaker[Session]) -> list[int]:
    with sessions() as session:
        return list(session.scalars(select(Bid.id).order_by(Bid.id)))


def test_one_more_adviser_wins_a_seminar_and_is_named_by_the_plan(
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    begin: Start,
    start: Start,
    clock: Clock,
) -> None:
    key = begin(new_adviser())
    run_id = start(key)

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        plan = run.plan
        assert run.job.state is JobState.DONE
        assert plan is not None
        assert (plan.state, plan.scenario_id, plan.name) == (PlanState.SCENARIO, key, "試算")
        assert plan.proven_optimal
        assert len(plan.seminars) == 2
        assumed = session.scalars(select(AssumedAdviser)).one()
        team = {member.adviser for each in plan.seminars for member in each.team}
        assert assumed in team
        assert str(assumed.id) in plan.itineraries
        plan_id = plan.id
    with sessions() as session, pytest.raises(PlanNotOfTour):
        copy_plan(session, plan_id, actor=STAFF, now=clock())


def test_the_run_keeps_the_input_of_the_tour_itself(
    sessions: sessionmaker[Session], begin: Start, start: Start, tour_id: int
) -> None:
    *own, waiting = bids(sessions)
    run_id = start(begin(BidTaken(waiting), TourRule("hotel_yen", 1)))

    with sessions() as session:
        run = session.get_one(PlanningRun, run_id)
        assert run.input is not None
        assert set(run.input["bids"]) == set(map(str, own))
        assert run.input["rules"]["hotel_yen"] == session.get_one(Tour, tour_id).hotel_yen
        assert run.instance["rules"]["hotel_yen"] == 1
        assert len(run.instance["bids"]) == 3


def test_scenarios_and_the_tour_itself_wait_for_each_other(  # noqa: PLR0917 (what there is)
    sessions: sessionmaker[Session],
    make_worker: MakeWorker,
    begin: Start,
    start: Start,
    tour_id: int,
    clock: Clock,
) -> None:
    first = start(begin(NightsAway(0)))
    with sessions() as session:
        second = planning.start_run(session, tour_id, 5, actor=STAFF, now=clock())
    third = start(begin(TourRule("travel_budget_yen", 10_000)))
    worker = make_worker(HANDLERS)

    def done() -> list[bool]:
        with sessions() as session:
            runs = [session.get_one(PlanningRun, key) for key in (first, second, third)]
            return [run.job.state is JobState.DONE for run in runs]

    for expected in ([True, False, False], [True, True, False], [True, True, True]):
        worker.run_due()
        assert done() == expected

    with sessions() as session:
        plans = [session.get_one(PlanningRun, key).plan for key in (first, second, third)]
        states = [plan.state for plan in plans if plan]
        assert states == [PlanState.SCENARIO, PlanState.COMPUTED, PlanState.SCENARIO]
        assert plans[2] is not None
        assert plans[2].components["fares"] + plans[2].components["hotels"] <= 10_000


def test_the_same_scenario_is_not_asked_twice_by_whoever_tries(begin: Start, start: Start) -> None:
    key = begin(NightsAway(0))

    def tried(_: int) -> bool:
        try:
            start(key)
        except PlanningUnderWay:
            return False
        return True

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert sum(pool.map(tried, range(4))) == 1


def test_organisers_who_start_different_ones_at_once_get_places_of_their_own(
    sessions: sessionmaker[Session], begin: Start, start: Start
) -> None:
    keys = [begin(NightsAway(nights)) for nights in range(3)]

    with ThreadPoolExecutor(max_workers=3) as pool:
        runs = list(pool.map(start, keys))

    with sessions() as session:
        jobs = [session.get_one(PlanningRun, each).job for each in runs]
        assert len({job.id for job in jobs}) == 3
        assert len({job.lane for job in jobs}) == 1


def test_what_cannot_be_any_more_is_not_asked(
    sessions: sessionmaker[Session], begin: Start, start: Start
) -> None:
    *own, waiting = bids(sessions)
    taken = begin(BidTaken(waiting))
    nothing = begin(*(BidLeftOut(each) for each in own))
    with sessions() as session:
        session.get_one(Bid, waiting).state = BidState.WITHDRAWN
        session.commit()

    with pytest.raises(ChangesImpossible):
        start(taken)
    with pytest.raises(NothingToPlan):
        start(nothing)


def test_what_the_tour_says_itself_by_now_keeps_nobody_from_asking(
    sessions: sessionmaker[Session], begin: Start, start: Start, tour_id: int
) -> None:
    waiting = bids(sessions)[-1]
    key = begin(BidTaken(waiting))
    with sessions() as session:
        session.get_one(Bid, waiting).state = BidState.ACCEPTED
        session.commit()

    run_id = start(key)

    with sessions() as session:
        tour = session.get_one(Tour, tour_id)
        earliest = date(2026, 6, 2)
        asked = session.get_one(PlanningRun, run_id).instance
        assert asked == instance_document(session, tour, earliest=earliest)


def test_a_plan_that_closes_days_proposes_none_of_them(
    sessions: sessionmaker[Session], make_worker: MakeWorker, begin: Start, start: Start
) -> None:
    closed = ClosedDays(DAY, DAY + timedelta(days=20))
    run_id = start(begin(closed))

    make_worker(HANDLERS).run_due()

    with sessions() as session:
        plan = session.get_one(PlanningRun, run_id).plan
        assert plan is not None
        assert plan.seminars == []
        days = [one.get("day") for each in plan.declines for one in each.remedies or ()]
        shut = {(DAY + timedelta(days=number)).isoformat() for number in range(21)}
        assert shut.isdisjoint(days)
