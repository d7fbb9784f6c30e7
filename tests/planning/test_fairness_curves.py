"""The planner is asked for the points of a curve: one set of them, whoever asks how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.planning import services as planning
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.fairness_curves import (
    USUAL_YEN,
    CurveBegun,
    CurveUnderWay,
    begin_curve,
    points_of_curve,
    prices_of_curve,
)
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.moving import PRICE_CEILING_YEN
from seminar_service.planning.queries.scenarios import scenarios_of
from seminar_service.planning.scenario_changes import TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import (
    LONGEST_QUEUE,
    NothingToPlan,
    QueueFull,
    TimeLimitOutOfRange,
)
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from seminar_service.work.model import JobState
from seminar_service.workers.registry import HANDLERS
from tests import histories
from tests.clocks import Clock
from tests.factories import make_adviser, make_bid, make_run, make_tour
from tests.planning.whatifs import STAFF, scenario
from tests.work.fixtures import MakeWorker

Ask = Callable[[int], int]
POINTS = 6


@pytest.fixture
def tour_id(sessions: sessionmaker[Session]) -> int:
    """A tour of two advisers from Tokyo and of bids from Osaka and Fukuoka."""
    with sessions() as session:
        tour = make_tour(session, workload_yen=1_000)
        make_adviser(session, tour)
        make_adviser(session, tour)
        for place in ("27", "40"):
            make_bid(session, tour, place=place)
        return tour.id


@pytest.fixture
def ask(sessions: sessionmaker[Session], tour_id: int, clock: Clock) -> Ask:
    """Asks for the curve, having seen the one with a number; the number of the new one."""

    def asked(seen: int, seconds: int = 5) -> int:
        with sessions() as session:
            return begin_curve(
                session, tour_id, seconds, seen=seen, name_of=str, actor=STAFF, now=clock()
            )

    return asked


def solved(make_worker: MakeWorker) -> None:
    worker = make_worker(HANDLERS)
    for _ in range(POINTS):
        worker.run_due()


def test_prices_reach_from_nothing_to_many_times_that_of_now() -> None:
    assert prices_of_curve(1_000) == (0, 1_000, 4_000, 12_000, 36_000, 100_000)
    assert prices_of_curve(0) == prices_of_curve(USUAL_YEN)
    assert prices_of_curve(PRICE_CEILING_YEN) == (0, PRICE_CEILING_YEN)


def test_each_point_is_a_scenario_apart_with_a_place_in_the_queue(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int
) -> None:
    assert ask(0) == 1

    with sessions() as session:
        points = points_of_curve(session, tour_id)
        assert [each.assumed for each in points] == [
            (TourRule("workload_yen", yen),) for yen in prices_of_curve(1_000)
        ]
        assert [each.name for each in points] == [str(yen) for yen in prices_of_curve(1_000)]
        asked = [run.instance["rules"]["workload_yen"] for each in points for run in each.runs]
        assert asked == list(prices_of_curve(1_000))
        known = {str(run.input) for each in points for run in each.runs}
        assert len(known) == 1
        assert scenarios_of(session, tour_id) == []
        (line,) = histories.lines(session, HistoryKind.CURVE_BEGUN)
        assert (line.subject_kind, line.subject_id) == (SubjectKind.TOUR, tour_id)


def test_the_planner_answers_each_with_a_plan(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int, make_worker: MakeWorker
) -> None:
    ask(0)

    solved(make_worker)

    with sessions() as session:
        plans = [plan for each in points_of_curve(session, tour_id) for plan in each.plans]
        assert [plan.state for plan in plans] == [PlanState.SCENARIO] * POINTS
        assert [plan.name for plan in plans][:2] == ["0", "1000"]
        assert plans[0].components["workload"] == 0


def test_who_asks_twice_or_beside_others_gets_one_set(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int
) -> None:
    def tried(_: int) -> bool:
        try:
            ask(0)
        except CurveBegun:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tried, range(4))) == 1
    with pytest.raises(CurveUnderWay):
        ask(1)

    with sessions() as session:
        assert len(points_of_curve(session, tour_id)) == POINTS
        assert len(session.scalars(select(PlanningRun)).all()) == POINTS


def test_a_new_curve_takes_the_place_of_the_old_one(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int, make_worker: MakeWorker
) -> None:
    ask(0)
    solved(make_worker)

    assert ask(1) == 2

    with sessions() as session:
        points = points_of_curve(session, tour_id)
        assert [each.curve for each in points] == [2] * POINTS
        assert session.scalars(select(Plan)).all() == []
    with pytest.raises(CurveBegun):
        ask(1)


def test_points_that_somebody_uses_stay_as_scenarios(
    sessions: sessionmaker[Session],
    ask: Ask,
    tour_id: int,
    make_worker: MakeWorker,
    clock: Clock,
) -> None:
    ask(0)
    solved(make_worker)
    with sessions() as session:
        adopted, copied, *_ = points_of_curve(session, tour_id)
        adopted.adopted_at = clock()
        kept = {adopted.id, copied.id}
        plan_id = copied.plans[0].id
        session.commit()
        copy_plan(session, plan_id, actor=STAFF, now=clock())

    ask(1)

    with sessions() as session:
        assert {each.id for each in scenarios_of(session, tour_id)} == kept
        assert len(points_of_curve(session, tour_id)) == POINTS


def test_what_the_tour_or_a_scenario_asks_already_is_asked_all_the_same(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int, clock: Clock
) -> None:
    with sessions() as session:
        planning.start_run(session, tour_id, 5, actor=STAFF, now=clock())
        own = scenario(session, session.get_one(Tour, tour_id), TourRule("workload_yen", 0))
        own_id = own.id

    ask(0)

    with sessions() as session:
        assert len(session.scalars(select(PlanningRun)).all()) == POINTS + 1
        assert [each.id for each in scenarios_of(session, tour_id)] == [own_id]


def test_nothing_is_begun_where_not_all_points_fit_into_the_queue(
    sessions: sessionmaker[Session], ask: Ask, tour_id: int
) -> None:
    with sessions() as session:
        tour = session.get_one(Tour, tour_id)
        for _ in range(LONGEST_QUEUE - POINTS + 1):
            make_run(session, tour, job_state=JobState.QUEUED)

    with pytest.raises(QueueFull):
        ask(0)

    with sessions() as session:
        assert session.scalars(select(Scenario)).all() == []


def test_there_is_no_curve_of_what_cannot_be_planned(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    with sessions() as session:
        empty = make_tour(session).id
        over = make_tour(session, fiscal_year=2020, stage=TourStage.ARCHIVED).id

        def begin(tour_id: int, seconds: int = 5) -> int:
            return begin_curve(
                session, tour_id, seconds, seen=0, name_of=str, actor=STAFF, now=clock()
            )

        with pytest.raises(NothingToPlan):
            begin(empty)
        with pytest.raises(TourArchived):
            begin(over)
        with pytest.raises(NotFound):
            begin(over + 100)
        with pytest.raises(TimeLimitOutOfRange):
            begin(empty, 0)
